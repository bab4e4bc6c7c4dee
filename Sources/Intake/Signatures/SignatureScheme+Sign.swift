internal import Cryptography
package import Domain

extension SignatureScheme {
    /// The headers that make the request genuine; nil where the secret is none of this scheme's.
    ///
    /// - Parameter id: the message's name, for schemes that sign one.
    package func sign(
        _ body: [UInt8],
        id: String,
        now: Instant,
        secret: SigningSecret
    ) -> [(name: String, value: String)]? {
        guard let key = key(of: secret) else { return nil }
        let timestamp = time?.format.write(now)
        var signed: [(name: String, value: String)] = []
        if let name = idHeaders.first { signed.append((name, id)) }
        var signature = prefix + proof(of: body, id: id, timestamp: timestamp, key: key)
        switch time?.place {
        case .header(let names): signed.append((names[0], timestamp ?? ""))
        case .part(let prefix):
            signature = "\(prefix)\(timestamp ?? "")\(separator ?? "")\(signature)"
        case nil: break
        }
        signed.append((headers[0], signature))
        return signed
    }

    private func proof(
        of body: [UInt8],
        id: String,
        timestamp: String?,
        key: [UInt8]
    ) -> String {
        switch proof {
        case .secret: String(decoding: key, as: UTF8.self)
        case .code(let digest, let encoding, let content):
            encoding.encode(
                digest.authenticate(
                    content.bytes(body: body, id: id, timestamp: timestamp),
                    key: key
                )
            )
        }
    }
}
