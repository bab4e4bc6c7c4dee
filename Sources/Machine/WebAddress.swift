/// The parts of an http or https address that a caller connects to.
package struct WebAddress: Equatable, Sendable {
    package let isEncrypted: Bool
    package let host: String
    package let port: Int

    /// Nil where the text is no such address. What follows host and port is left out.
    package init?(_ text: String) {
        let rest: Substring
        if text.hasPrefix("http://") {
            (isEncrypted, rest) = (false, text.dropFirst("http://".count))
        } else if text.hasPrefix("https://") {
            (isEncrypted, rest) = (true, text.dropFirst("https://".count))
        } else {
            return nil
        }
        let authority = rest.prefix { character in !"/?#".contains(character) }
        let isLiteral = authority.hasPrefix("[")
        let name =
            isLiteral ? authority.dropFirst().prefix { $0 != "]" } : authority.prefix { $0 != ":" }
        let tail = authority.dropFirst(name.count + (isLiteral ? 2 : 0))
        guard !name.isEmpty, !authority.contains("@") else { return nil }
        host = String(name)
        if tail.isEmpty {
            port = isEncrypted ? 443 : 80
        } else {
            guard tail.first == ":", let number = Int(tail.dropFirst()),
                (1...65_535).contains(number)
            else { return nil }
            port = number
        }
    }
}
