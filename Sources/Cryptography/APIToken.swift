/// A caller's key: `wm_`, eight characters that name it, forty random ones and six that check them.
///
/// The text is shown once. Kept are its id, to find the row, and its hash, to compare: with 238 bits
/// of randomness a plain SHA-256 is as good as a slow hash. The prefix lets scanners find leaks, the
/// check turns mistyped tokens away without a look into the database.
package struct APIToken: Sendable {
    package let text: String

    private static let prefix = "wm_"
    private static let idLength = 8
    private static let length = 57

    /// Makes a new token.
    package static func issue() -> APIToken {
        let body = prefix + Random.alphanumerics(idLength + 40)
        return APIToken(whole: body + check(of: body))
    }

    /// Nil where the text cannot be a token: wrong prefix, length or check.
    package init?(_ text: String) {
        guard text.utf8.count == APIToken.length, text.hasPrefix(APIToken.prefix),
            text.hasSuffix(APIToken.check(of: String(text.dropLast(6))))
        else { return nil }
        self.text = text
    }

    private init(whole text: String) {
        self.text = text
    }

    /// Names the token in tables, lists and logs.
    package var id: String {
        String(text.dropFirst(APIToken.prefix.count).prefix(APIToken.idLength))
    }

    /// The SHA-256 of the whole text.
    package var hash: [UInt8] {
        Digest.sha256.hash(Array(text.utf8))
    }

    private static func check(of body: String) -> String {
        var rest = crc32(Array(body.utf8))
        var letters: [UInt8] = []
        for _ in 0..<6 {
            letters.insert(base62[Int(rest % 62)], at: 0)
            rest /= 62
        }
        return String(decoding: letters, as: UTF8.self)
    }
}
