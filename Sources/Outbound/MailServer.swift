internal import CCurl
internal import Glibc

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
    private static let isReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

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
        let handle = unsafe try MailServer.begin()
        defer { unsafe curl_easy_cleanup(handle) }
        let recipients = unsafe curl_slist_append(nil, "<\(letter.recipient)>")
        defer { unsafe curl_slist_free_all(recipients) }
        var bytes = letter.bytes(from: sender, id: id, atSecond: seconds)
        let length = bytes.count
        let code = unsafe bytes.withUnsafeMutableBytes { buffer in
            guard let file = unsafe fmemopen(buffer.baseAddress, length, "r") else {
                return CURLE_OUT_OF_MEMORY
            }
            defer { unsafe fclose(file) }
            unsafe curl_set_list(handle, CURLOPT_MAIL_RCPT, recipients)
            unsafe curl_set_file(handle, CURLOPT_READDATA, file)
            unsafe curl_set_number(handle, CURLOPT_UPLOAD, 1)
            unsafe address(handle)
            return unsafe curl_easy_perform(handle)
        }
        try MailServer.check(code)
    }

    /// Greets the server and hangs up: it is there, encrypted where that is demanded, and lets
    /// the user in.
    package func greet() throws(MailFault) {
        let handle = unsafe try MailServer.begin()
        defer { unsafe curl_easy_cleanup(handle) }
        unsafe address(handle)
        unsafe curl_set_number(handle, CURLOPT_CONNECT_ONLY, 1)
        try MailServer.check(unsafe curl_easy_perform(handle))
    }

    private static func begin() throws(MailFault) -> UnsafeMutableRawPointer {
        guard isReady, let handle = unsafe curl_easy_init() else {
            throw MailFault(description: "libcurl does not start")
        }
        return unsafe handle
    }

    private static func check(_ code: CURLcode) throws(MailFault) {
        guard code == CURLE_OK else {
            throw MailFault(description: unsafe String(cString: curl_easy_strerror(code)))
        }
    }

    private func address(_ handle: UnsafeMutableRawPointer) {
        unsafe curl_set_text(handle, CURLOPT_URL, url)
        unsafe curl_set_text(handle, CURLOPT_PROTOCOLS_STR, "smtp,smtps")
        unsafe curl_set_text(handle, CURLOPT_MAIL_FROM, "<\(sender)>")
        if !user.isEmpty {
            unsafe curl_set_text(handle, CURLOPT_USERNAME, user)
            unsafe curl_set_text(handle, CURLOPT_PASSWORD, password)
        }
        if !authorities.isEmpty { unsafe curl_set_text(handle, CURLOPT_CAINFO, authorities) }
        let encryption = isOnThisMachine ? CURLUSESSL_NONE : CURLUSESSL_ALL
        unsafe curl_set_number(handle, CURLOPT_USE_SSL, Int(encryption.rawValue))
        unsafe curl_set_number(handle, CURLOPT_CONNECTTIMEOUT, MailServer.connectSeconds)
        unsafe curl_set_number(handle, CURLOPT_TIMEOUT, MailServer.longestSeconds)
        unsafe curl_set_number(handle, CURLOPT_NOSIGNAL, 1)
    }

    /// Debian's own mail servers offer STARTTLS here with a certificate that nobody has signed.
    private var isOnThisMachine: Bool {
        ["smtp://localhost", "smtp://127.0.0.1", "smtp://[::1]"].contains { start in
            url == start || url.hasPrefix(start + ":") || url.hasPrefix(start + "/")
        }
    }
}
