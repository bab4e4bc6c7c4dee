internal import Cryptography

/// How a sender proves that a request is its own: everything in which such schemes differ, as
/// settings. One engine verifies and signs all of them; the known ones are presets.
package struct SignatureScheme: Hashable, Sendable {
    /// What stands in the signature header.
    enum Proof: Hashable, Sendable {
        /// A code made with the secret over the content.
        case code(Digest, SignatureEncoding, over: SignedContent)
        /// The secret itself: for senders that can set a header but cannot sign.
        case secret
    }

    /// How the secret's text becomes the key.
    enum SecretForm: String {
        /// Its UTF-8 bytes.
        case text
        /// The bytes behind its base64, with or without `whsec_` before it (Standard Webhooks).
        case base64
    }

    /// The names of the signature header; the first one is used to sign.
    let headers: [String]
    /// What stands between several signatures in the header; nil where there is one only.
    var separator: String?
    /// What stands before a signature; parts without it, of other versions, are ignored.
    var prefix = ""
    let proof: Proof
    /// The names of the header with the message's id; empty where there is none.
    var idHeaders: [String] = []
    /// Nil where the scheme signs no time.
    var time: SignedTime?
    var secretForm = SecretForm.text
}

/// Where a scheme carries the time of signing, and how far it may be off.
struct SignedTime: Hashable, Sendable {
    enum Place: Hashable, Sendable {
        /// A header of its own, by any of these names.
        case header([String])
        /// A part of the signature header, behind this prefix.
        case part(String)
    }

    enum Format: String {
        case unixSeconds = "unix_seconds"
        case iso8601
    }

    let place: Place
    var format = Format.unixSeconds
    /// On either side of now; beyond it a request counts as a replay.
    var toleranceSeconds = 300
}

/// How the bytes of a code are written.
enum SignatureEncoding: String {
    /// Written in small digits, read in both.
    case hex
    case base64
    case base64url

    func encode(_ bytes: [UInt8]) -> String {
        switch self {
        case .hex: Hex.encode(bytes)
        case .base64: Base64.standard.encode(bytes)
        case .base64url: Base64.url.encode(bytes)
        }
    }

    func decode(_ text: some StringProtocol) -> [UInt8]? {
        switch self {
        case .hex: Hex.decode(text)
        case .base64: Base64.standard.decode(text)
        case .base64url: Base64.url.decode(text)
        }
    }
}
