package import Domain
internal import MariaDB

/// A person's signed-in browser.
package struct SessionRecord: Sendable {
    package typealias ID = Identifier<SessionRecord>

    package let id: ID
    package let person: Person.ID
    package let personName: String
    package let email: String
    package let organisation: Organisation.ID
    package let role: Role
    package let createdAt: Instant
    package let seenAt: Instant
    package let expiresAt: Instant
}

/// Sessions by the hash of their token: the token itself is only in the browser.
package struct SessionStore {
    /// A session ends so long after the last request, and at the latest `lifetime` after sign-in.
    package static let idleTime = Duration.hours(2)
    package static let lifetime = Duration.hours(12)

    private let database: Database

    package init(database: Database) {
        self.database = database
    }

    /// What a session begins with.
    package struct Opening {
        package let id: SessionRecord.ID
        package let tokenHash: [UInt8]
        package let person: Person.ID
        package let organisation: Organisation.ID
        package let address: String
        package let agent: String

        package init(
            id: SessionRecord.ID,
            tokenHash: [UInt8],
            person: Person.ID,
            organisation: Organisation.ID,
            address: String,
            agent: String
        ) {
            self.id = id
            self.tokenHash = tokenHash
            self.person = person
            self.organisation = organisation
            self.address = address
            self.agent = agent
        }
    }

    package func open(_ session: Opening, at now: Instant) throws(StorageError) {
        try database.execute(
            """
            INSERT INTO sessions (id, token_hash, person_id, organisation_id, created_at, seen_at,
                expires_at, address, agent)
            VALUES (\(session.id), \(session.tokenHash), \(session.person),
                \(session.organisation), \(now), \(now), \(now + SessionStore.lifetime),
                \(session.address), \(session.agent.clipped(to: 255)))
            """
        )
        try noteSeen(session.person, in: session.organisation, at: now)
    }

    /// The session, if it is neither over nor idle for too long and its person is still a member.
    package func find(tokenHash: [UInt8], at now: Instant) throws(StorageError) -> SessionRecord? {
        let row:
            (
                SessionRecord.ID, Person.ID, String, String, Organisation.ID, String, Instant,
                Instant, Instant
            )? =
                try database.row(
                    """
                    SELECT s.id, s.person_id, p.name, p.email, s.organisation_id, m.role,
                        s.created_at, s.seen_at, s.expires_at
                    FROM sessions s
                    JOIN members m
                        ON m.organisation_id = s.organisation_id AND m.person_id = s.person_id
                    JOIN people p ON p.id = s.person_id
                    WHERE s.token_hash = \(tokenHash) AND s.expires_at > \(now)
                        AND s.seen_at > \(now - SessionStore.idleTime) AND m.removed_at IS NULL
                    """
                )
        guard let row, let role = Role(rawValue: row.5) else { return nil }
        return SessionRecord(
            id: row.0,
            person: row.1,
            personName: row.2,
            email: row.3,
            organisation: row.4,
            role: role,
            createdAt: row.6,
            seenAt: row.7,
            expiresAt: row.8
        )
    }

    /// Where sessions are, of these those that are not over and whose people are still members.
    package func places(
        of tokenHashes: [[UInt8]],
        at now: Instant
    ) throws(StorageError) -> [(tokenHash: [UInt8], organisation: Organisation.ID)] {
        let rows: [([UInt8], Organisation.ID)] = try database.rows(
            """
            SELECT s.token_hash, s.organisation_id
            FROM sessions s
            JOIN members m
                ON m.organisation_id = s.organisation_id AND m.person_id = s.person_id
            WHERE s.token_hash IN \(anyOf: tokenHashes) AND s.expires_at > \(now)
                AND m.removed_at IS NULL
            """
        )
        return rows.map { (tokenHash: $0.0, organisation: $0.1) }
    }

    /// Notes that a session was used just now.
    package func touch(
        _ session: SessionRecord,
        tokenHash: [UInt8],
        at now: Instant
    ) throws(StorageError) {
        try database.execute(
            "UPDATE sessions SET seen_at = \(now) WHERE token_hash = \(tokenHash)"
        )
        try noteSeen(session.person, in: session.organisation, at: now)
    }

    private func noteSeen(
        _ person: Person.ID,
        in organisation: Organisation.ID,
        at now: Instant
    ) throws(StorageError) {
        try database.execute(
            """
            UPDATE members SET seen_at = \(now)
            WHERE organisation_id = \(organisation) AND person_id = \(person)
            """
        )
    }

    /// Takes a session into another of its person's organisations.
    package func move(
        tokenHash: [UInt8],
        to organisation: Organisation.ID
    ) throws(StorageError) {
        try database.execute(
            "UPDATE sessions SET organisation_id = \(organisation) WHERE token_hash = \(tokenHash)"
        )
    }

    package func close(tokenHash: [UInt8]) throws(StorageError) {
        try database.execute("DELETE FROM sessions WHERE token_hash = \(tokenHash)")
    }

    /// Ends one of a person's sessions; false where there is none such.
    package func close(
        _ id: SessionRecord.ID,
        of person: Person.ID
    ) throws(StorageError) -> Bool {
        try database.execute(
            "DELETE FROM sessions WHERE person_id = \(person) AND id = \(id)"
        ) > 0
    }

    /// Ends all of a person's sessions but one; tells how many.
    @discardableResult
    package func closeAll(
        of person: Person.ID,
        except kept: SessionRecord.ID? = nil
    ) throws(StorageError) -> Int {
        try database.execute(
            "DELETE FROM sessions WHERE person_id = \(person) AND NOT id <=> \(kept)"
        )
    }

    /// Forgets sessions that are over; returns how many.
    package func sweep(at now: Instant) throws(StorageError) -> Int {
        try database.execute("DELETE FROM sessions WHERE expires_at < \(now) LIMIT 1000")
    }
}
