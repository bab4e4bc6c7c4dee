/// An ISO 4217 code, upper case, such as `USD`.
package struct Currency: Hashable, Comparable, Sendable {
    package let code: String

    /// Three letters in either case; nil for anything else.
    package init?(_ text: some StringProtocol) {
        let letters = text.utf8.map { $0 & 0xDF }
        guard letters.count == 3,
            letters.allSatisfy((UInt8(ascii: "A")...UInt8(ascii: "Z")).contains),
            text.utf8.allSatisfy({ $0 >= UInt8(ascii: "A") })
        else { return nil }
        code = String(decoding: letters, as: UTF8.self)
    }

    package static func < (left: Currency, right: Currency) -> Bool {
        left.code < right.code
    }

    /// How many decimals the currency is written with (ISO 4217).
    package var decimals: Int {
        switch code {
        case "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI",
            "VND", "VUV", "XAF", "XOF", "XPF":
            0
        case "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND": 3
        case "CLF", "UYW": 4
        default: 2
        }
    }
}

/// An amount in one currency. Sums never mix currencies.
package struct Money: Hashable, Sendable {
    package let amount: Amount
    package let currency: Currency

    package init(_ amount: Amount, _ currency: Currency) {
        self.amount = amount
        self.currency = currency
    }
}
