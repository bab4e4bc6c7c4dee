package import Domain
internal import MariaDB

/// A person's sessions as the person looks at them.
package struct SessionList {
    package struct Item: Sendable {
        package let id: SessionRecord.ID
        package let address: String
        package let agent: String
        package let organisation: Organisation.ID
        package let organisationName: String
        package let createdAt: Instant
        package let seenAt: Instant
        package let expiresAt: Instant
    }

    private let database: Database

    package init(database: Database) {
        self.database = database
    }

    /// Those that are not over, the last used one first.
    package func list(of person: Person.ID, at now: Instant) throws(StorageError) -> [Item] {
        let rows:
            [(
                SessionRecord.ID, String, String, Organisation.ID, String, Instant, Instant, Instant
            )] =
                try database.rows(
                    """
                    SELECT s.id, s.address, s.agent, o.id, o.name, s.created_at, s.seen_at,
                        s.expires_at
                    FROM sessions s
                    JOIN members m
                        ON m.organisation_id = s.organisation_id AND m.person_id = s.person_id
                    JOIN organisations o ON o.id = s.organisation_id
                    WHERE s.person_id = \(person) AND s.expires_at > \(now)
                        AND s.seen_at > \(now - SessionStore.idleTime) AND m.removed_at IS NULL
                    ORDER BY s.seen_at DESC, s.id DESC
                    """
                )
        return rows.map {
            Item(
                id: $0.0,
                address: $0.1,
                agent: $0.2,
                organisation: $0.3,
                organisationName: $0.4,
                createdAt: $0.5,
                seenAt: $0.6,
                expiresAt: $0.7
            )
        }
    }
}
