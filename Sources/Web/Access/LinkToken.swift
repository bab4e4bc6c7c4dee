internal import Cryptography
internal import HTTP

/// What a link carries that lets somebody in once: 256 random bits, of which the database keeps
/// the hash. It stands behind the `#`, where it reaches no server's log.
struct LinkToken {
    let text: String

    static func issue() -> LinkToken {
        LinkToken(text: Random.text(bytes: 32))
    }

    var hash: [UInt8] {
        Digest.sha256.hash(Array(text.utf8))
    }

    /// The address that is given to somebody.
    func link(to page: String, _ visit: Visit) -> String {
        "\(visit.services.publicURL)/\(page)#\(text)"
    }
}

extension Fields {
    /// The token of a link that somebody followed.
    mutating func linkToken() -> LinkToken {
        LinkToken(text: text("token", atMost: 100))
    }
}
