package import Domain
package import MariaDB

/// The value that a list is sorted by.
package enum ListKey: Hashable, Sendable {
    case instant(Instant)
    case amount(Amount)
    case text(String)
    case number(Int64)
}

extension ListKey: SQLValue, SQLReadable {
    package var sqlValue: Value {
        switch self {
        case .instant(let instant): instant.sqlValue
        case .amount(let amount): amount.sqlValue
        case .text(let text): text.sqlValue
        case .number(let number): number.sqlValue
        }
    }

    package init(sqlValue: Value) throws(UnreadableValue) {
        switch sqlValue {
        case .instant(let microseconds): self = .instant(Instant(microseconds: microseconds))
        case .decimal: self = .amount(try Amount(sqlValue: sqlValue))
        case .text(let text): self = .text(text)
        default: self = .number(try Int64(sqlValue: sqlValue))
        }
    }
}

extension ListKey {
    /// What a database can compare, in microseconds: the years 0 to 9999.
    private static let instants: Range<Int64> = -62_167_219_200_000_000..<253_402_300_800_000_000

    /// A number so much farther; what else a list is sorted by leaves that to the id.
    func moved(by step: Int64) -> ListKey {
        if case .number(let number) = self { .number(number + step) } else { self }
    }

    /// How far apart two keys of a kind are, in microseconds, ten-thousandths or ones; nil for
    /// texts.
    func distance(to other: ListKey) -> Int64? {
        guard let here = scalar, let there = other.scalar else { return nil }
        let (difference, isTooFar) = there.subtractingReportingOverflow(here)
        return isTooFar || difference == .min ? nil : abs(difference)
    }

    /// The key that far away; nil for texts, and where there is none.
    func away(by distance: Int64) -> ListKey? {
        guard let (number, isTooFar) = scalar?.addingReportingOverflow(distance), !isTooFar
        else { return nil }
        switch self {
        case .instant:
            guard ListKey.instants.contains(number) else { return nil }
            return .instant(Instant(microseconds: number))
        case .amount: return .amount(Amount(tenThousandths: number))
        case .number: return .number(number)
        case .text: return nil
        }
    }

    private var scalar: Int64? {
        switch self {
        case .instant(let instant): instant.microseconds
        case .amount(let amount): amount.tenThousandths
        case .number(let number): number
        case .text: nil
        }
    }

    /// The letters and digits that a cursor carries.
    var text: String {
        switch self {
        case .instant(let instant): "i\(instant.microseconds)"
        case .amount(let amount): "a\(amount.tenThousandths)"
        case .number(let number): "n\(number)"
        case .text(let text): "t" + text.utf8.map(hexadecimal).joined()
        }
    }

    init?(text: some StringProtocol) {
        let rest = text.dropFirst()
        switch text.first {
        case "i":
            guard let number = Int64(rest), ListKey.instants.contains(number) else { return nil }
            self = .instant(Instant(microseconds: number))
        case "a":
            guard let number = Int64(rest) else { return nil }
            self = .amount(Amount(tenThousandths: number))
        case "n":
            // There is room for the number before it and the one behind it.
            guard let number = Int64(rest), number > .min, number < .max else { return nil }
            self = .number(number)
        case "t":
            guard let text = decoded(rest) else { return nil }
            self = .text(text)
        default: return nil
        }
    }
}

private func hexadecimal(_ byte: UInt8) -> String {
    (byte < 16 ? "0" : "") + String(byte, radix: 16)
}

private func decoded(_ digits: some StringProtocol) -> String? {
    let digits = Array(digits)
    guard digits.count.isMultiple(of: 2) else { return nil }
    let bytes = stride(from: 0, to: digits.count, by: 2).compactMap {
        UInt8(String(digits[$0...$0 + 1]), radix: 16)
    }
    guard bytes.count * 2 == digits.count else { return nil }
    return String(validating: bytes, as: UTF8.self)
}
