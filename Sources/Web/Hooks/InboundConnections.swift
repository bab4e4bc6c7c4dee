package import Cryptography
internal import Domain
internal import Intake
internal import JSON
internal import Storage
internal import Synchronization

/// A connection with its scheme read and its secrets opened: ready to judge posts.
struct OpenConnection: Sendable {
    let organisation: Organisation.ID
    let id: Connection.ID
    let scheme: SignatureScheme
    let secrets: [SigningSecret]
    let acceptsUnsigned: Bool
    let isPaused: Bool
}

/// The connections that posts came for lately, shared by all threads: so that a post costs no
/// look-up, and a flood of unknown keys costs few.
package final class InboundConnections: Sendable {
    private struct Cached {
        let connection: OpenConnection?
        let readAt: Instant
    }

    /// How soon a change of a connection counts.
    private static let age = Duration.seconds(1)
    private static let most = 10_000
    /// What is shorter or longer is nobody's key, and is not remembered either.
    private static let keyLength = 32

    private let box: SecretBox
    private let cache = Mutex<[String: Cached]>([:])

    package init(box: SecretBox) {
        self.box = box
    }

    /// The connection with this key, or without one the install's only default connection.
    ///
    /// While the database is away, what was known last still counts.
    func find(
        _ key: String?,
        gate: Database,
        at now: Instant
    ) throws(StorageError) -> OpenConnection? {
        guard key.map({ $0.utf8.count == InboundConnections.keyLength }) ?? true else { return nil }
        let name = key ?? ""
        let cached = cache.withLock { $0[name] }
        if let cached, now - cached.readAt < InboundConnections.age, now >= cached.readAt {
            return cached.connection
        }
        do {
            let connection = try load(key, gate: gate)
            keep(Cached(connection: connection, readAt: now), as: name)
            return connection
        } catch {
            guard let cached, error.isTransient else { throw error }
            return cached.connection
        }
    }

    private func load(_ key: String?, gate: Database) throws(StorageError) -> OpenConnection? {
        let directory = ConnectionDirectory(database: gate)
        let inbound: InboundConnection?
        if let key {
            inbound = try directory.find(token: key)
        } else {
            inbound = try directory.findDefault()
        }
        guard let inbound else { return nil }
        guard let settings = try? JSON(parsing: Array(inbound.scheme.utf8)),
            let scheme = SignatureScheme(json: settings)
        else {
            throw StorageError(.broken, "connection \(inbound.id.text) has an unreadable scheme")
        }
        return OpenConnection(
            organisation: inbound.organisation,
            id: inbound.id,
            scheme: scheme,
            secrets: try secrets(of: inbound),
            acceptsUnsigned: inbound.acceptsUnsigned,
            isPaused: inbound.isPaused
        )
    }

    private func secrets(of connection: InboundConnection) throws(StorageError) -> [SigningSecret] {
        var secrets: [SigningSecret] = []
        for secret in connection.secrets {
            let context = SecretContext(
                organisation: connection.organisation,
                connection: connection.id,
                secret: Identifier(secret.id)
            )
            guard let text = context.open(secret.sealed, with: box) else {
                throw StorageError(
                    .broken,
                    "a secret of connection \(connection.id.text) does not open"
                )
            }
            secrets.append(SigningSecret(text, expiresAt: secret.expiresAt))
        }
        return secrets
    }

    /// A full cache is emptied: unknown keys must not fill the memory.
    private func keep(_ cached: Cached, as name: String) {
        cache.withLock { cache in
            if cache.count >= InboundConnections.most { cache = [:] }
            cache[name] = cached
        }
    }
}
