package import Domain
internal import MariaDB

/// A connection as the front needs it: enough to judge a post.
package struct InboundConnection: Hashable, Sendable {
    package struct Secret: Hashable, Sendable {
        package let id: Int64
        /// Sealed: the front opens it with the key of the configuration.
        package let sealed: String
        package let expiresAt: Instant?

        package init(id: Int64, sealed: String, expiresAt: Instant?) {
            self.id = id
            self.sealed = sealed
            self.expiresAt = expiresAt
        }
    }

    package let organisation: Organisation.ID
    package let id: Connection.ID
    package let token: String
    /// The signature scheme's settings, as JSON.
    package let scheme: String
    package let acceptsUnsigned: Bool
    package let isPaused: Bool
    package let isDefault: Bool
    package let secrets: [Secret]

    package init(
        organisation: Organisation.ID,
        id: Connection.ID,
        token: String,
        scheme: String,
        acceptsUnsigned: Bool,
        isPaused: Bool,
        isDefault: Bool,
        secrets: [Secret]
    ) {
        self.organisation = organisation
        self.id = id
        self.token = token
        self.scheme = scheme
        self.acceptsUnsigned = acceptsUnsigned
        self.isPaused = isPaused
        self.isDefault = isDefault
        self.secrets = secrets
    }
}

/// Finds the connection that a post is meant for, before any organisation is known.
package struct ConnectionDirectory {
    private let database: Database

    package init(database: Database) {
        self.database = database
    }

    /// The connection with this token in its URL.
    package func find(token: String) throws(StorageError) -> InboundConnection? {
        try load("WHERE c.token = \(token) LIMIT 2").first
    }

    /// The install's one default connection; nil where there is none or more than one.
    package func findDefault() throws(StorageError) -> InboundConnection? {
        let connections = try load("WHERE c.is_default LIMIT 2")
        return connections.count == 1 ? connections.first : nil
    }

    /// Every connection, up to so many.
    package func list(limit: Int) throws(StorageError) -> [InboundConnection] {
        try load("ORDER BY c.organisation_id, c.id LIMIT \(limit)")
    }

    private func load(_ rest: SQL) throws(StorageError) -> [InboundConnection] {
        let rows: [(Organisation.ID, Connection.ID, String, String, Bool, Bool, Instant?)] =
            try database.rows(
                """
                SELECT c.organisation_id, c.id, c.token, c.scheme, c.accepts_unsigned,
                    c.is_default, c.paused_at
                FROM connections c \(fragment: rest)
                """
            )
        let secrets = try secrets(of: rows.map { ($0.0, $0.1) })
        return rows.map { row in
            InboundConnection(
                organisation: row.0,
                id: row.1,
                token: row.2,
                scheme: row.3,
                acceptsUnsigned: row.4,
                isPaused: row.6 != nil,
                isDefault: row.5,
                secrets: secrets[row.1, default: []]
            )
        }
    }

    /// The newest secret first.
    private func secrets(
        of connections: [(organisation: Organisation.ID, id: Connection.ID)]
    ) throws(StorageError) -> [Connection.ID: [InboundConnection.Secret]] {
        var secrets: [Connection.ID: [InboundConnection.Secret]] = [:]
        for (organisation, group) in Dictionary(grouping: connections, by: \.organisation) {
            let rows: [(Connection.ID, Int64, String, Instant?)] = try database.rows(
                """
                SELECT connection_id, id, sealed, expires_at FROM connection_secrets
                WHERE organisation_id = \(organisation)
                    AND connection_id IN \(anyOf: group.map(\.id))
                ORDER BY id DESC
                """
            )
            for (connection, id, sealed, expiresAt) in rows {
                secrets[connection, default: []].append(
                    InboundConnection.Secret(id: id, sealed: sealed, expiresAt: expiresAt)
                )
            }
        }
        return secrets
    }
}
