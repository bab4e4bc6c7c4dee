/// An exact decimal amount: whole ten-thousandths, as `DECIMAL(19,4)` keeps it. Never a binary fraction.
package struct Amount: Hashable, Comparable, Sendable {
    /// Ten-thousandths of the currency's unit.
    package let tenThousandths: Int64

    package static let zero = Amount(tenThousandths: 0)

    package init(tenThousandths: Int64) {
        self.tenThousandths = tenThousandths
    }

    /// Reads a plain or exponent decimal such as `150`, `-10.00` or `1.5e2`.
    ///
    /// Nil where the text is no number, has more than four decimals that are not zero, or does not fit.
    package init?(text: String) {
        guard let number = DecimalText(text), let scaled = number.scaled(to: 4) else { return nil }
        tenThousandths = scaled
    }

    /// Reads as `init(text:)` does, but rounds what is finer than four decimals, a half away from
    /// zero: senders that add in binary fractions write 0.30000000000000004.
    package init?(rounding text: String) {
        guard let rounded = DecimalText(text)?.rounded(to: 4) else { return nil }
        tenThousandths = rounded
    }

    package static func < (left: Amount, right: Amount) -> Bool {
        left.tenThousandths < right.tenThousandths
    }

    package static func + (left: Amount, right: Amount) -> Amount {
        Amount(tenThousandths: left.tenThousandths + right.tenThousandths)
    }

    package static func - (left: Amount, right: Amount) -> Amount {
        Amount(tenThousandths: left.tenThousandths - right.tenThousandths)
    }

    package static prefix func - (amount: Amount) -> Amount {
        Amount(tenThousandths: -amount.tenThousandths)
    }

    /// Decimal digits with at least `decimals` places, more only where the amount needs them.
    package func text(decimals: Int) -> String {
        let magnitude = tenThousandths.magnitude
        let whole = String(magnitude / 10_000)
        var fraction = String(magnitude % 10_000)
        fraction = String(repeating: "0", count: 4 - fraction.count) + fraction
        while fraction.count > decimals, fraction.last == "0" {
            fraction.removeLast()
        }
        let sign = tenThousandths < 0 ? "-" : ""
        return fraction.isEmpty ? sign + whole : "\(sign)\(whole).\(fraction)"
    }
}
