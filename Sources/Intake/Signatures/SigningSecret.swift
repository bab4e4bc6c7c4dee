package import Domain

/// A secret that a connection shares with its sender, and until when it counts.
package struct SigningSecret: Sendable {
    let text: String
    private let expiresAt: Instant?

    /// Without `expiresAt` it counts until it is taken away.
    package init(_ text: String, expiresAt: Instant? = nil) {
        self.text = text
        self.expiresAt = expiresAt
    }

    func isLive(at now: Instant) -> Bool {
        expiresAt.map { now < $0 } ?? true
    }
}

/// Kept out of logs and failing tests.
extension SigningSecret: CustomStringConvertible, CustomDebugStringConvertible {
    package var description: String { "SigningSecret(••••)" }
    package var debugDescription: String { description }
}
