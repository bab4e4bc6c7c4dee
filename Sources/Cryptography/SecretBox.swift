/// Seals secrets for the database with AES-256-GCM under keys that the database does not have.
///
/// A seal reads `v1.<key id>.<nonce>.<ciphertext and tag>`, the last two in base64url. The context
/// says whose secret it is (table, column and row, say) and is authenticated with it: a seal copied
/// to another row does not open there. Nonces are random, 96 bits: one key is good for 2^32 seals.
package struct SecretBox: Sendable {
    /// Why a seal does not open.
    package enum Fault: Error, Hashable {
        /// It was never a seal of this format.
        case malformed
        /// Its key is not in the ring.
        case unknownKey(String)
        /// It was changed, or belongs to another context, or the key of that name is another one.
        case forged
    }

    private let ring: KeyRing

    package init(ring: KeyRing) {
        self.ring = ring
    }

    package func seal(_ secret: [UInt8], context: String) -> String {
        let nonce = Random.bytes(nonceLength)
        let cipher = Cipher(key: ring.current.bytes, nonce: nonce)
        let sealed = cipher.seal(secret, with: boundData(context, keyID: ring.current.id))
        return "v1.\(ring.current.id).\(Base64.url.encode(nonce)).\(Base64.url.encode(sealed))"
    }

    package func open(_ seal: String, context: String) throws(Fault) -> [UInt8] {
        let parts = seal.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4, parts[0] == "v1",
            let nonce = Base64.url.decode(parts[2]), nonce.count == nonceLength,
            let sealed = Base64.url.decode(parts[3]), sealed.count >= Cipher.tagLength
        else { throw .malformed }
        guard let key = ring.key(parts[1]) else { throw .unknownKey(String(parts[1])) }
        let cipher = Cipher(key: key.bytes, nonce: nonce)
        guard let secret = cipher.open(sealed, with: boundData(context, keyID: key.id)) else {
            throw .forged
        }
        return secret
    }

    /// Whether the seal was made with an old key, and should be made anew.
    package func isOutdated(_ seal: String) -> Bool {
        !seal.hasPrefix("v1.\(ring.current.id).")
    }

    private func boundData(_ context: String, keyID: String) -> [UInt8] {
        Array("v1.\(keyID).\(context)".utf8)
    }
}

private let nonceLength = 12
