/// An e-mail address as identities compare it: trimmed and lower-cased; "+tags" and dots stay.
package struct EmailAddress: Hashable, Sendable {
    /// The longest address that SMTP can carry (RFC 5321, 4.5.3.1.3), in bytes.
    package static let longest = 254

    package let text: String

    /// Nil where the text is not plainly one address: a local part, one @, a domain with a dot.
    package init?(_ raw: some StringProtocol) {
        let address = raw.trimmed.lowercased()
        let parts = address.split(separator: "@", omittingEmptySubsequences: false)
        guard address.utf8.count <= EmailAddress.longest, parts.count == 2,
            EmailAddress.isLocalPart(parts[0]), EmailAddress.isDomain(parts[1])
        else { return nil }
        text = address
    }

    private static func isLocalPart(_ part: Substring) -> Bool {
        !part.isEmpty && part.utf8.count <= 64
            && part.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value != 0x7F }
            && !part.contains(where: { "\"(),:;<>[\\]".contains($0) })
            && part.first != "." && part.last != "." && !part.contains("..")
    }

    private static func isDomain(_ part: Substring) -> Bool {
        let labels = part.split(separator: ".", omittingEmptySubsequences: false)
        return labels.count >= 2 && labels.allSatisfy(isLabel)
    }

    private static func isLabel(_ label: Substring) -> Bool {
        !label.isEmpty && label.utf8.count <= 63 && label.first != "-" && label.last != "-"
            && label.unicodeScalars.allSatisfy {
                $0.properties.isAlphabetic || $0.properties.numericType != nil || $0 == "-"
            }
    }
}

extension StringProtocol {
    /// Without the white space around it.
    package var trimmed: String {
        var text = Substring(self)
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
