/// An e-mail address as identities compare it: trimmed and lower-cased; "+tags" and dots stay.
package struct EmailAddress: Hashable, Sendable {
    /// The longest address that SMTP can carry (RFC 5321, 4.5.3.1.3), in bytes.
    package static let longest = 254

    package let text: String

    /// Nil where the text is not plainly one address: a local part, one @, a domain with a dot.
    package init?(_ raw: some StringProtocol) {
        let address = raw.trimmed.lowercased()
        guard address.utf8.count <= EmailAddress.longest else { return nil }
        let parts = Array(address.utf8).split(
            separator: UInt8(ascii: "@"),
            omittingEmptySubsequences: false
        )
        guard parts.count == 2, EmailAddress.isLocalPart(parts[0]), EmailAddress.isDomain(parts[1])
        else { return nil }
        text = address
    }

    /// Dots stand between letters only; the rest may be anything that needs no quotes.
    private static func isLocalPart(_ part: ArraySlice<UInt8>) -> Bool {
        let words = part.split(separator: dot, omittingEmptySubsequences: false)
        return part.count <= 64
            && words.allSatisfy { !$0.isEmpty && $0.allSatisfy(isPlain) }
    }

    private static func isDomain(_ part: ArraySlice<UInt8>) -> Bool {
        let labels = part.split(separator: dot, omittingEmptySubsequences: false)
        return labels.count >= 2 && labels.allSatisfy(isLabel)
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
        byte > 0x20 && byte != 0x7F && !special.contains(byte)
    }

    private static func isLetterDigitHyphen(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == hyphen
    }

    private static let dot = UInt8(ascii: ".")
    private static let hyphen = UInt8(ascii: "-")
    /// What a local part may have in quotes only.
    private static let special = Array("\"(),:;<>[\\]".utf8)
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
