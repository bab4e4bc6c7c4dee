package import Cryptography
package import Domain
package import Storage

/// Whose a sealed secret is: a seal that is copied to another row does not open there.
package struct SecretContext {
    private let text: String

    package init(
        organisation: Organisation.ID,
        connection: Connection.ID,
        secret: SecretRecord.ID
    ) {
        text = "connection_secrets/\(organisation.text)/\(connection.text)/\(secret.text)"
    }

    package func seal(_ secret: String, with box: SecretBox) -> String {
        box.seal(Array(secret.utf8), context: text)
    }

    /// The secret's text; nil where the seal was changed, or its key is not at hand.
    package func open(_ sealed: String, with box: SecretBox) -> String? {
        guard let bytes = try? box.open(sealed, context: text) else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }
}
