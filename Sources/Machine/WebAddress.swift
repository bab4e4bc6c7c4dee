/// The parts of an http or https address that a caller connects to.
package struct WebAddress: Equatable, Sendable {
    package let isEncrypted: Bool
    package let host: String
    package let port: Int

    /// Nil where the text is no such address. What follows host and port is left out.
    package init?(_ text: String) {
        let form =
            /(https?):\/\/(?:\[([0-9a-fA-F:.]+)\]|([^\/?#@:\[\]]+))(?::([0-9]{1,5}))?(?:[\/?#].*)?/
        guard let parts = text.wholeMatch(of: form), let host = parts.2 ?? parts.3 else {
            return nil
        }
        isEncrypted = parts.1 == "https"
        self.host = String(host)
        port = parts.4.flatMap { digits in Int(digits) } ?? (isEncrypted ? 443 : 80)
        guard (1...65_535).contains(port) else { return nil }
    }
}
