/// An e-mail address as identities compare it: trimmed and lower-cased; "+tags" and dots stay.
package struct EmailAddress: Hashable, Sendable {
    /// The longest address that SMTP can carry (RFC 5321, 4.5.3.1.3), in bytes.
    package static let longest = 254

    package let text: String

    /// Nil where the text is not plainly one address: a local part, one @, a domain with a dot.
    package init?(_ raw: some StringProtocol) {
        self.init(lowercased: raw.trimmed.lowercased())
    }

    private init?(lowercased address: String) {
        let bytes = Array(address.utf8)
        guard bytes.count <= EmailAddress.longest,
            let at = bytes.firstIndex(of: UInt8(ascii: "@")),
            EmailAddress.isLocalPart(bytes[..<at]), EmailAddress.isDomain(bytes[(at + 1)...])
        else { return nil }
        text = address
    }

    /// Dots stand between letters only; the rest may be anything that needs no quotes.
    private static func isLocalPart(_ part: ArraySlice<UInt8>) -> Bool {
        guard part.count <= 64 else { return false }
        var isAfterDot = true
        for byte in part {
            let isDot = byte == dot
            guard isDot ? !isAfterDot : isPlain(byte) else { return false }
            isAfterDot = isDot
        }
        return !isAfterDot
    }

    private static func isDomain(_ part: ArraySlice<UInt8>) -> Bool {
        var rest = part
        var labels = 1
        while let end = rest.firstIndex(of: dot) {
            guard isLabel(rest[..<end]) else { return false }
            rest = rest[(end + 1)...]
            labels += 1
        }
        return labels >= 2 && isLabel(rest)
    }

    private static func isLabel(_ label: ArraySlice<UInt8>) -> Bool {
        (1...63).contains(label.count) && label.first != hyphen && label.last != hyphen
            && (label.allSatisfy(isLetterDigitHyphen) || isForeignLabel(label))
    }

    /// Labels beyond ASCII have letters and digits of any script.
    private static func isForeignLabel(_ label: ArraySlice<UInt8>) -> Bool {
        String(decoding: label, as: UTF8.self).unicodeScalars.allSatisfy {
            $0.properties.isAlphabetic || $0.properties.numericType != nil || $0 == "-"
        }
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case 0...0x20, 0x7F: false
        // What a local part may have in quotes only, and the sign that ends it.
        case UInt8(ascii: "\""), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: ","),
            UInt8(ascii: ":"), UInt8(ascii: ";"), UInt8(ascii: "<"), UInt8(ascii: ">"),
            UInt8(ascii: "["), UInt8(ascii: "\\"), UInt8(ascii: "]"), UInt8(ascii: "@"):
            false
        default: true
        }
    }

    private static func isLetterDigitHyphen(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), hyphen:
            true
        default: false
        }
    }

    private static let dot = UInt8(ascii: ".")
    private static let hyphen = UInt8(ascii: "-")
}

extension StringProtocol {
    /// Without the white space around it.
    package var trimmed: String {
        let text = Substring(self)
        if let first = text.utf8.first, let last = text.utf8.last, isVisible(first), isVisible(last)
        {
            return String(text)
        }
        let scalars = text.unicodeScalars
        guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return "" }
        return String(scalars[first...last])
    }
}

/// Whether the byte is an ASCII character that leaves ink.
private func isVisible(_ byte: UInt8) -> Bool { byte > 0x20 && byte < 0x7F }
