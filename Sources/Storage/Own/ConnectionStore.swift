package import Domain
internal import MariaDB

/// A connection as its organisation sees it.
package struct ConnectionRecord: Sendable {
    package let id: Connection.ID
    package var name: String
    package let token: String
    /// The signature scheme's settings, as JSON.
    package let scheme: String
    package var acceptsUnsigned: Bool
    package let isDefault: Bool
    package let createdAt: Instant
    package var pausedAt: Instant?

    package init(
        id: Connection.ID,
        name: String,
        token: String,
        scheme: String,
        acceptsUnsigned: Bool,
        isDefault: Bool,
        createdAt: Instant,
        pausedAt: Instant?
    ) {
        self.id = id
        self.name = name
        self.token = token
        self.scheme = scheme
        self.acceptsUnsigned = acceptsUnsigned
        self.isDefault = isDefault
        self.createdAt = createdAt
        self.pausedAt = pausedAt
    }
}

/// A signing secret of a connection; what it is stays sealed.
package struct SecretRecord: Sendable {
    package typealias ID = Identifier<SecretRecord>

    package let id: ID
    package let sealed: String
    /// Its last four characters, for telling secrets apart.
    package let hint: String
    package let createdAt: Instant
    package let expiresAt: Instant?

    package init(id: ID, sealed: String, hint: String, createdAt: Instant, expiresAt: Instant?) {
        self.id = id
        self.sealed = sealed
        self.hint = hint
        self.createdAt = createdAt
        self.expiresAt = expiresAt
    }
}

package struct ConnectionStore {
    private let scope: OwnScope

    package init(_ scope: OwnScope) {
        self.scope = scope
    }

    package func list() throws(StorageError) -> [ConnectionRecord] {
        try load("TRUE")
    }

    package func find(_ id: Connection.ID) throws(StorageError) -> ConnectionRecord? {
        try load("id = \(id)").first
    }

    private func load(_ condition: SQL) throws(StorageError) -> [ConnectionRecord] {
        let rows: [(Connection.ID, String, String, String, Bool, Bool, Instant, Instant?)] =
            try scope.database.rows(
                """
                SELECT id, name, token, scheme, accepts_unsigned, is_default, created_at, paused_at
                FROM own_connections WHERE \(fragment: condition) ORDER BY created_at, id
                """
            )
        return rows.map {
            ConnectionRecord(
                id: $0.0,
                name: $0.1,
                token: $0.2,
                scheme: $0.3,
                acceptsUnsigned: $0.4,
                isDefault: $0.5,
                createdAt: $0.6,
                pausedAt: $0.7
            )
        }
    }

    package func add(_ connection: ConnectionRecord) throws(StorageError) {
        try scope.database.execute(
            """
            INSERT INTO own_connections (organisation_id, id, name, token, scheme,
                accepts_unsigned, is_default, created_at, paused_at)
            VALUES (\(scope.organisation), \(connection.id), \(connection.name),
                \(connection.token), \(connection.scheme), \(connection.acceptsUnsigned),
                \(connection.isDefault), \(connection.createdAt), \(connection.pausedAt))
            """
        )
    }

    /// Writes the name, whether unsigned posts are taken, and since when it is paused.
    package func update(_ connection: ConnectionRecord) throws(StorageError) {
        try scope.database.execute(
            """
            UPDATE own_connections
            SET name = \(connection.name), accepts_unsigned = \(connection.acceptsUnsigned),
                paused_at = \(connection.pausedAt)
            WHERE id = \(connection.id)
            """
        )
    }

    /// The secrets of a connection, the newest first.
    package func secrets(of id: Connection.ID) throws(StorageError) -> [SecretRecord] {
        try secrets(of: [id])[id] ?? []
    }

    /// The secrets of each of these connections that has some, the newest first.
    package func secrets(
        of connections: [Connection.ID]
    ) throws(StorageError) -> [Connection.ID: [SecretRecord]] {
        let rows: [(Connection.ID, SecretRecord.ID, String, String, Instant, Instant?)] =
            try scope.database.rows(
                """
                SELECT connection_id, id, sealed, hint, created_at, expires_at
                FROM own_connection_secrets WHERE connection_id IN \(anyOf: connections)
                ORDER BY id DESC
                """
            )
        return Dictionary(grouping: rows, by: \.0).mapValues { rows in
            rows.map {
                SecretRecord(id: $0.1, sealed: $0.2, hint: $0.3, createdAt: $0.4, expiresAt: $0.5)
            }
        }
    }

    package func add(
        _ secret: SecretRecord,
        to connection: Connection.ID
    ) throws(StorageError) {
        try scope.database.execute(
            """
            INSERT INTO own_connection_secrets
                (organisation_id, connection_id, id, sealed, hint, created_at, expires_at)
            VALUES (\(scope.organisation), \(connection), \(secret.id), \(secret.sealed),
                \(secret.hint), \(secret.createdAt), \(secret.expiresAt))
            """
        )
    }

    /// Ends the connection's present secrets at a time: they and their successor are live till then.
    package func expireSecrets(
        of connection: Connection.ID,
        at time: Instant
    ) throws(StorageError) {
        try scope.database.execute(
            """
            UPDATE own_connection_secrets SET expires_at = \(time)
            WHERE connection_id = \(connection) AND (expires_at IS NULL OR expires_at > \(time))
            """
        )
    }

    /// Removes a secret; false where there was none.
    package func remove(
        _ secret: SecretRecord.ID,
        of connection: Connection.ID
    ) throws(StorageError) -> Bool {
        try scope.database.execute(
            """
            DELETE FROM own_connection_secrets
            WHERE connection_id = \(connection) AND id = \(secret)
            """
        ) > 0
    }
}
