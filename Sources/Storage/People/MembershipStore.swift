package import Domain
internal import MariaDB

/// Members of every organisation, for who administers the install in a shell.
package struct MembershipStore {
    /// A person in one organisation; without any, where they belong to none.
    package struct Line: Sendable {
        package let email: String
        package let name: String
        package let hasSecondFactor: Bool
        package let organisation: Organisation.ID?
        package let role: String?
        package let seenAt: Instant?
    }

    private let database: Database

    package init(database: Database) {
        self.database = database
    }

    /// Everybody by address, once for each organisation.
    ///
    /// - Parameter organisation: only its members, where one is given.
    package func list(in organisation: Organisation.ID?) throws(StorageError) -> [Line] {
        let rows: [(String, String, Bool, Organisation.ID?, String?, Instant?)] =
            try database.rows(
                """
                SELECT p.email, p.name, p.totp_since IS NOT NULL, m.organisation_id, m.role,
                    m.seen_at
                FROM people p
                LEFT JOIN members m ON m.person_id = p.id AND m.removed_at IS NULL
                WHERE m.organisation_id = \(organisation)
                    OR \(organisation) IS NULL
                ORDER BY p.email, m.organisation_id
                """
            )
        return rows.map {
            Line(
                email: $0.0,
                name: $0.1,
                hasSecondFactor: $0.2,
                organisation: $0.3,
                role: $0.4,
                seenAt: $0.5
            )
        }
    }

    /// The owners, locked until the transaction ends.
    package func lockOwners(of organisation: Organisation.ID) throws(StorageError) -> [Person.ID] {
        let owners: [Person.ID] = try database.rows(
            """
            SELECT person_id FROM members
            WHERE organisation_id = \(organisation) AND role = 'owner' AND removed_at IS NULL
            FOR UPDATE
            """
        )
        return owners
    }

    package func remove(
        _ person: Person.ID,
        from organisation: Organisation.ID,
        at now: Instant
    ) throws(StorageError) {
        try database.execute(
            """
            UPDATE members SET removed_at = \(now)
            WHERE organisation_id = \(organisation) AND person_id = \(person)
                AND removed_at IS NULL
            """
        )
    }

    /// Forgets members who were removed so long ago that nobody takes it back; returns how many.
    package func sweep(at now: Instant) throws(StorageError) -> Int {
        try database.execute(
            """
            DELETE FROM members
            WHERE removed_at < \(now - MemberStore.regret) AND NOT EXISTS (
                SELECT 1 FROM sessions s
                WHERE s.organisation_id = members.organisation_id
                    AND s.person_id = members.person_id)
            LIMIT 1000
            """
        )
    }
}
