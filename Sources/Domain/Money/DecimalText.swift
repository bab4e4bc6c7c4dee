/// The digits of a decimal number as it was written, read without passing through binary fractions.
struct DecimalText {
    private var isNegative = false
    private var digits: [UInt8] = []
    private var exponent = 0

    init?(_ text: some StringProtocol) {
        var rest = Substring(text)[...]
        if rest.first == "-" {
            isNegative = true
            rest.removeFirst()
        }
        guard let whole = takeDigits(from: &rest), !whole.isEmpty else { return nil }
        digits = whole
        if rest.first == "." {
            rest.removeFirst()
            guard let fraction = takeDigits(from: &rest), !fraction.isEmpty else { return nil }
            digits += fraction
            exponent = -fraction.count
        }
        if rest.first == "e" || rest.first == "E" {
            rest.removeFirst()
            guard let shift = Int(rest), (-40...40).contains(shift) else { return nil }
            exponent += shift
            rest = ""
        }
        guard rest.isEmpty else { return nil }
    }

    /// The number times 10^places, if that is whole and fits.
    func scaled(to places: Int) -> Int64? {
        let (kept, dropped) = split(at: places)
        return dropped.allSatisfy { $0 == 0 } ? signed(kept, roundingAway: false) : nil
    }

    /// The number times 10^places, a half rounded away from zero, if it fits.
    func rounded(to places: Int) -> Int64? {
        let (kept, dropped) = split(at: places)
        return signed(kept, roundingAway: dropped.first.map { $0 >= 5 } ?? false)
    }

    /// The digits down to that decimal place, and those behind it.
    private func split(at places: Int) -> (kept: [UInt8], dropped: [UInt8]) {
        let end = digits.count + exponent + places
        let zeros: [UInt8] = Array(repeating: 0, count: max(abs(end), digits.count))
        if end <= 0 { return ([], zeros.prefix(-end) + digits) }
        return (Array((digits + zeros).prefix(end)), Array(digits.dropFirst(end)))
    }

    /// Counts below zero, where one more number fits.
    private func signed(_ digits: [UInt8], roundingAway: Bool) -> Int64? {
        var value: Int64 = 0
        for digit in digits {
            let (tens, overflowed) = value.multipliedReportingOverflow(by: 10)
            let (sum, carried) = tens.subtractingReportingOverflow(Int64(digit))
            guard !overflowed, !carried else { return nil }
            value = sum
        }
        let (rounded, overflowed) = value.subtractingReportingOverflow(roundingAway ? 1 : 0)
        guard !overflowed else { return nil }
        return isNegative ? rounded : (rounded == .min ? nil : -rounded)
    }
}

/// Takes at most sixty digits: more is no amount of money, and bounds the work.
private func takeDigits(from text: inout Substring) -> [UInt8]? {
    var digits: [UInt8] = []
    while let byte = text.utf8.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
        guard digits.count < 60 else { return nil }
        digits.append(byte - UInt8(ascii: "0"))
        text.removeFirst()
    }
    return digits
}
