/// The digits of a decimal number as it was written, read without passing through binary fractions.
struct DecimalText {
    private let isNegative: Bool
    private var digits: [UInt8] = []
    private var exponent = 0

    init?(_ text: String) {
        var rest = text.utf8[...]
        isNegative = rest.take("-")
        guard takeDigits(from: &rest) > 0 else { return nil }
        if rest.take(".") {
            exponent = -takeDigits(from: &rest)
            guard exponent < 0 else { return nil }
        }
        if rest.take("e") || rest.take("E") {
            guard let shift = Int(Substring(rest)), (-40...40).contains(shift) else { return nil }
            exponent += shift
            rest = rest.suffix(0)
        }
        guard rest.isEmpty else { return nil }
    }

    /// The number times 10^places, if that is whole and fits.
    func scaled(to places: Int) -> Int64? {
        let kept = kept(to: places)
        guard digits.dropFirst(max(kept, 0)).allSatisfy({ $0 == 0 }) else { return nil }
        return signed(kept, roundingAway: false)
    }

    /// The number times 10^places, a half rounded away from zero, if it fits.
    func rounded(to places: Int) -> Int64? {
        let kept = kept(to: places)
        return signed(kept, roundingAway: digits.indices.contains(kept) && digits[kept] >= 5)
    }

    /// How many digits there are down to that decimal place, zeros behind the last one included;
    /// below 0 where zeros come before the first.
    private func kept(to places: Int) -> Int {
        digits.count + exponent + places
    }

    /// Counts below zero, where one more number fits.
    private func signed(_ count: Int, roundingAway: Bool) -> Int64? {
        var value: Int64 = 0
        for index in 0..<max(count, 0) {
            let digit = index < digits.count ? digits[index] : 0
            let (tens, overflowed) = value.multipliedReportingOverflow(by: 10)
            let (sum, carried) = tens.subtractingReportingOverflow(Int64(digit))
            guard !overflowed, !carried else { return nil }
            value = sum
        }
        let (rounded, overflowed) = value.subtractingReportingOverflow(roundingAway ? 1 : 0)
        guard !overflowed else { return nil }
        return isNegative ? rounded : (rounded == .min ? nil : -rounded)
    }

    /// How many there were; the first that is too many stays: more than sixty are no amount of
    /// money, and this bounds the work.
    private mutating func takeDigits(from text: inout Substring.UTF8View) -> Int {
        let run = text.prefix(60).prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        digits += run.lazy.map { $0 - UInt8(ascii: "0") }
        text = text[run.endIndex...]
        return run.count
    }
}

extension Substring.UTF8View {
    fileprivate mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard let first, first == UInt8(ascii: character) else { return false }
        removeFirst()
        return true
    }
}
