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

    package init?(sqlValue: Value) {
        switch sqlValue {
        case .instant(let microseconds): self = .instant(Instant(microseconds: microseconds))
        case .decimal:
            guard let amount = Amount(sqlValue: sqlValue) else { return nil }
            self = .amount(amount)
        case .text(let text): self = .text(text)
        default:
            guard let number = Int64(sqlValue: sqlValue) else { return nil }
            self = .number(number)
        }
    }
}

extension ListKey {
    /// A number so much farther; what else a list is sorted by leaves that to the id.
    func moved(by step: Int64) -> ListKey {
        if case .number(let number) = self { .number(number + step) } else { self }
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
            guard let number = Int64(rest) else { return nil }
            self = .instant(Instant(microseconds: number))
        case "a":
            guard let number = Int64(rest) else { return nil }
            self = .amount(Amount(tenThousandths: number))
        case "n":
            guard let number = Int64(rest) else { return nil }
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
