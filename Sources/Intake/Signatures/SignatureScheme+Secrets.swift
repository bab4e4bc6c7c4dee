internal import Cryptography
internal import Domain

extension SignatureScheme {
    /// A new secret in the form that senders of this scheme expect.
    ///
    /// Hexadecimal unless the scheme wants base64: some senders garble `&`, `<` and quotes.
    package func makeSecret() -> String {
        switch secretForm {
        case .text: Hex.encode(Random.bytes(32))
        case .base64: base64Prefix + Base64.standard.encode(Random.bytes(32))
        }
    }

    /// What is wrong with a secret that an admin brings along; nil where it can be used.
    package func fault(ofSecret text: String) -> String? {
        if text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) {
            return "must not contain control characters"
        }
        guard (16...255).contains(text.utf8.count), text.trimmed == text else {
            return "must have 16 to 255 characters, without blanks around them"
        }
        guard key(of: SigningSecret(text)) != nil else {
            return "must be base64, with or without “\(base64Prefix)” before it"
        }
        return nil
    }

    /// Nil where the secret has not the scheme's form, or is empty: anybody could sign with that.
    func key(of secret: SigningSecret) -> [UInt8]? {
        let key: [UInt8]? =
            switch secretForm {
            case .text: Array(secret.text.utf8)
            case .base64:
                Base64.standard.decode(
                    secret.text.hasPrefix(base64Prefix)
                        ? secret.text.dropFirst(base64Prefix.count) : secret.text[...]
                )
            }
        return key?.isEmpty == false ? key : nil
    }
}

private let base64Prefix = "whsec_"
