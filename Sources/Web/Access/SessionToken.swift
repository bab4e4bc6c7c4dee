internal import Cryptography
internal import HTTP

/// What a signed-in browser holds: 256 random bits in a cookie that scripts cannot read.
struct SessionToken {
    let text: String

    /// A new one, for a new session.
    static func issue() -> SessionToken {
        SessionToken(text: Random.text(bytes: 32))
    }

    private init(text: String) {
        self.text = text
    }

    /// The token that a request carries, if any.
    init?(of request: Request) {
        guard let text = request.cookie(SessionToken.cookieName(isSecure: request.isSecure)) else {
            return nil
        }
        self.init(text: text)
    }

    /// What the database keeps.
    var hash: [UInt8] {
        Digest.sha256.hash(Array(text.utf8))
    }

    /// What a page has to send with every change: known only to who can read an answer.
    var csrf: String {
        Base64.url.encode(Digest.sha256.authenticate(Array("csrf".utf8), key: Array(text.utf8)))
    }

    /// The header that gives the cookie to the browser.
    func cookie(isSecure: Bool) -> (name: String, value: String) {
        SessionToken.header(value: text, isSecure: isSecure, more: "")
    }

    /// The header that takes the cookie away again.
    static func expiry(isSecure: Bool) -> (name: String, value: String) {
        header(value: "", isSecure: isSecure, more: "; Max-Age=0")
    }

    private static func header(
        value: String,
        isSecure: Bool,
        more: String
    ) -> (name: String, value: String) {
        let name = cookieName(isSecure: isSecure)
        let secure = isSecure ? "; Secure" : ""
        return ("Set-Cookie", "\(name)=\(value); Path=/; HttpOnly; SameSite=Lax\(secure)\(more)")
    }

    /// Browsers take a `__Host-` cookie only over HTTPS: trying out on loopback uses a plain name.
    private static func cookieName(isSecure: Bool) -> String {
        isSecure ? "__Host-waymark" : "waymark"
    }
}
