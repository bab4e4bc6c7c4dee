package import Cryptography
internal import Domain
internal import Intake
internal import JSON
package import Storage
internal import Synchronization

/// A connection with its scheme read and its secrets opened: ready to judge posts.
struct OpenConnection: Sendable {
    let organisation: Organisation.ID
    let id: Connection.ID
    let scheme: SignatureScheme
    /// The scheme's name, if it has one: what posts are counted by.
    let preset: SignatureScheme.Preset?
    let secrets: [SigningSecret]
    let acceptsUnsigned: Bool
    let isPaused: Bool
}

/// The connections that posts came for lately, shared by all threads: so that a post costs no
/// look-up, and a flood of unknown keys costs few.
package final class InboundConnections: Sendable {
    private struct Known {
        let connection: OpenConnection
        let readAt: Instant
    }

    package static let most = 10_000
    /// What is shorter or longer is nobody's key, and is not remembered either.
    private static let keyLength = 32

    private let box: SecretBox
    private let watch: DatabaseWatch
    private let known = Mutex<[String: Known]>([:])
    /// Kept apart, so that made-up keys never push out what is needed while the database is away.
    private let unknown = Mutex<[String: Instant]>([:])

    /// - Parameter watch: knows whether asking the database is worth while.
    package init(box: SecretBox, watch: DatabaseWatch) {
        self.box = box
        self.watch = watch
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
        let known = known.withLock { $0[name] }
        if let known, known.readAt.isRecent(at: now) { return known.connection }
        let unknownSince = unknown.withLock { $0[name] }
        if unknownSince?.isRecent(at: now) ?? false { return nil }
        do {
            return try look(up: key, as: name, gate: gate, at: now)
        } catch {
            guard let known, error.isTransient else { throw error }
            return known.connection
        }
    }

    /// Learns what connections there are, for a time when the database is away: while it is there,
    /// each is looked up all the same. What cannot be read is left out.
    package func learn(_ connections: [InboundConnection]) {
        var learned: [String: Known] = [:]
        let defaults = connections.filter(\.isDefault)
        for connection in connections.prefix(InboundConnections.most) {
            guard let open = try? open(connection) else { continue }
            let known = Known(connection: open, readAt: Instant(microseconds: 0))
            learned[connection.token] = known
            if defaults.count == 1, connection.isDefault { learned[""] = known }
        }
        known.withLock { known in
            known.merge(learned) { _, learned in learned }
        }
    }

    private func look(
        up key: String?,
        as name: String,
        gate: Database,
        at now: Instant
    ) throws(StorageError) -> OpenConnection? {
        guard !watch.isAway else { throw StorageError(.unavailable, "the database is away") }
        let connection: OpenConnection?
        do {
            connection = try load(key, gate: gate)
        } catch {
            if error.isTransient { watch.lost() }
            throw error
        }
        if let connection {
            known.withLock { keep(Known(connection: connection, readAt: now), as: name, in: &$0) }
        } else {
            _ = known.withLock { $0.removeValue(forKey: name) }
            unknown.withLock { keep(now, as: name, in: &$0) }
        }
        return connection
    }

    private func load(_ key: String?, gate: Database) throws(StorageError) -> OpenConnection? {
        let directory = ConnectionDirectory(database: gate)
        let inbound: InboundConnection?
        if let key {
            inbound = try directory.find(token: key)
        } else {
            inbound = try directory.findDefault()
        }
        return try inbound.map { connection throws(StorageError) in try open(connection) }
    }

    private func open(_ inbound: InboundConnection) throws(StorageError) -> OpenConnection {
        guard let settings = try? JSON(parsing: Array(inbound.scheme.utf8)),
            let scheme = SignatureScheme(json: settings)
        else {
            throw StorageError(.broken, "connection \(inbound.id.text) has an unreadable scheme")
        }
        return OpenConnection(
            organisation: inbound.organisation,
            id: inbound.id,
            scheme: scheme,
            preset: scheme.preset,
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
    private func keep<Value>(_ value: Value, as name: String, in cache: inout [String: Value]) {
        if cache.count >= InboundConnections.most { cache = [:] }
        cache[name] = value
    }
}

extension Instant {
    /// Whether what was read then still counts: a change of a connection does so a second later. A
    /// clock that was set back proves nothing.
    fileprivate func isRecent(at now: Instant) -> Bool {
        now >= self && now - self < .seconds(1)
    }
}
