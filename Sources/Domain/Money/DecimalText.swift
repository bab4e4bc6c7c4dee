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
            guard let shift = Int(rest), abs(shift) <= 40 else { return nil }
            exponent += shift
            rest = ""
        }
        guard rest.isEmpty else { return nil }
    }

    /// The number times 10^places, if that is whole and fits.
    func scaled(to places: Int) -> Int64? {
        var shift = exponent + places
        var significant = digits[...]
        while shift < 0 {
            guard significant.isEmpty || significant.removeLast() == 0 else { return nil }
            shift += 1
        }
        var value: Int64 = 0
        for digit in significant + Array(repeating: 0, count: shift) {
            let (tens, overflowed) = value.multipliedReportingOverflow(by: 10)
            let (sum, carried) = tens.subtractingReportingOverflow(Int64(digit))
            guard !overflowed, !carried else { return nil }
            value = sum
        }
        return isNegative ? value : (value == .min ? nil : -value)
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
