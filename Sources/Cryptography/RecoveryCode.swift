/// What stands in for an authenticator app that was lost: eighty random bits, each good once.
///
/// With so many bits a plain SHA-256 is as good as a slow hash.
package struct RecoveryCode: Sendable {
    /// As it is shown: `abcd-efgh-jklm-npqr`.
    package let text: String

    private static let letters = 16

    package static func issue() -> RecoveryCode {
        let letters = Array(Base32.encode(Random.bytes(10)).lowercased())
        let groups = stride(from: 0, to: letters.count, by: 4).map { start in
            String(letters[start..<start + 4])
        }
        return RecoveryCode(whole: groups.joined(separator: "-"))
    }

    /// Reads what somebody typed, however they grouped it; nil where it cannot be a code.
    package init?(_ typed: String) {
        let letters = typed.lowercased().filter { $0 != "-" && !$0.isWhitespace }
        guard letters.utf8.count == RecoveryCode.letters else { return nil }
        text = letters
    }

    private init(whole text: String) {
        self.text = text
    }

    /// What the database keeps.
    package var hash: [UInt8] {
        Digest.sha256.hash(Array(text.filter { $0 != "-" }.utf8))
    }
}
