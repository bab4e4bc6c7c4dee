internal import CCurl

/// Why a letter was not taken, in libcurl's words.
package struct MailFault: Error, Sendable, CustomStringConvertible {
    package let description: String
}

/// Where letters are handed over: an SMTP server, by libcurl.
///
/// Passwords and links go encrypted or not at all: over TLS from the first byte (`smtps://`), or
/// after STARTTLS, which is demanded of every server but one on this machine.
package struct MailServer: Sendable {
    private static let connectSeconds = 10
    private static let longestSeconds = 30

    private let url: String
    private let authorities: String
    private let sender: String
    private let user: String
    private let password: String

    /// - Parameters:
    ///   - url: `smtp://host:587` or `smtps://host`.
    ///   - authorities: a file with the certificates of who may vouch for the server; empty for
    ///     those of the system.
    ///   - sender: the address that letters come from.
    ///   - user: empty where the server asks for none.
    package init(
        url: String,
        authorities: String,
        sender: String,
        user: String,
        password: String
    ) {
        self.url = url
        self.authorities = authorities
        self.sender = sender
        self.user = user
        self.password = password
    }

    /// Hands a letter over; returns once the server has taken it.
    ///
    /// - Parameters:
    ///   - id: names this letter among all of the sender's.
    ///   - seconds: now, since 1970.
    package func send(
        _ letter: Letter,
        id: String,
        atSecond seconds: Int64
    ) throws(MailFault) {
        var transfer = try CurlTransfer()
        address(transfer)
        let bytes = letter.bytes(from: sender, id: id, atSecond: seconds)
        try transfer.perform(sending: bytes, to: "<\(letter.recipient)>")
    }

    /// Greets the server and hangs up: it is there, encrypted where that is demanded, and lets
    /// the user in.
    package func greet() throws(MailFault) {
        let transfer = try CurlTransfer()
        address(transfer)
        transfer.set(CURLOPT_CONNECT_ONLY, to: 1)
        try transfer.perform()
    }

    private func address(_ transfer: borrowing CurlTransfer) {
        transfer.set(CURLOPT_URL, to: url)
        transfer.set(CURLOPT_PROTOCOLS_STR, to: "smtp,smtps")
        transfer.set(CURLOPT_MAIL_FROM, to: "<\(sender)>")
        if !user.isEmpty {
            transfer.set(CURLOPT_USERNAME, to: user)
            transfer.set(CURLOPT_PASSWORD, to: password)
        }
        if !authorities.isEmpty { transfer.set(CURLOPT_CAINFO, to: authorities) }
        let encryption = isOnThisMachine ? CURLUSESSL_NONE : CURLUSESSL_ALL
        transfer.set(CURLOPT_USE_SSL, to: Int(encryption.rawValue))
        transfer.set(CURLOPT_CONNECTTIMEOUT, to: MailServer.connectSeconds)
        transfer.set(CURLOPT_TIMEOUT, to: MailServer.longestSeconds)
        transfer.set(CURLOPT_NOSIGNAL, to: 1)
    }

    /// Debian's own mail servers offer STARTTLS here with a certificate that nobody has signed.
    private var isOnThisMachine: Bool {
        ["smtp://localhost", "smtp://127.0.0.1", "smtp://[::1]"].contains { start in
            url == start || url.hasPrefix(start + ":") || url.hasPrefix(start + "/")
        }
    }
}
