package import Domain
internal import MariaDB

/// A connection as the front needs it: enough to judge a post.
package struct InboundConnection: Sendable {
    package struct Secret: Sendable {
        package let id: Int64
        /// Sealed: the front opens it with the key of the configuration.
        package let sealed: String
        package let expiresAt: Instant?
    }

    package let organisation: Organisation.ID
    package let id: Connection.ID
    package let token: String
    /// The signature scheme's settings, as JSON.
    package let scheme: String
    package let acceptsUnsigned: Bool
    package let isPaused: Bool
    package let secrets: [Secret]
}

/// Finds the connection that a post is meant for, before any organisation is known.
package struct ConnectionDirectory {
    private let database: Database

    package init(database: Database) {
        self.database = database
    }

    /// The connection with this token in its URL.
    package func find(token: String) throws(StorageError) -> InboundConnection? {
        try load("c.token = \(token)").first
    }

    /// The install's one default connection; nil where there is none or more than one.
    package func findDefault() throws(StorageError) -> InboundConnection? {
        let connections = try load("c.is_default")
        return connections.count == 1 ? connections.first : nil
    }

    private func load(_ condition: SQL) throws(StorageError) -> [InboundConnection] {
        let rows: [(Organisation.ID, Connection.ID, String, String, Bool, Instant?)] =
            try database.rows(
                """
                SELECT c.organisation_id, c.id, c.token, c.scheme, c.accepts_unsigned, c.paused_at
                FROM connections c WHERE \(fragment: condition) LIMIT 2
                """
            )
        var connections: [InboundConnection] = []
        for (organisation, id, token, scheme, acceptsUnsigned, pausedAt) in rows {
            connections.append(
                InboundConnection(
                    organisation: organisation,
                    id: id,
                    token: token,
                    scheme: scheme,
                    acceptsUnsigned: acceptsUnsigned,
                    isPaused: pausedAt != nil,
                    secrets: try secrets(of: id, in: organisation)
                )
            )
        }
        return connections
    }

    private func secrets(
        of id: Connection.ID,
        in organisation: Organisation.ID
    ) throws(StorageError) -> [InboundConnection.Secret] {
        let rows: [(Int64, String, Instant?)] = try database.rows(
            """
            SELECT id, sealed, expires_at FROM connection_secrets
            WHERE organisation_id = \(organisation) AND connection_id = \(id)
            ORDER BY id DESC
            """
        )
        return rows.map { InboundConnection.Secret(id: $0.0, sealed: $0.1, expiresAt: $0.2) }
    }
}
