package import Domain
internal import MariaDB

/// A person's signed-in browser.
package struct SessionRecord: Sendable {
    package let person: Person.ID
    package let organisation: Organisation.ID
    package let role: Role
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

    package func open(
        tokenHash: [UInt8],
        person: Person.ID,
        organisation: Organisation.ID,
        address: String,
        agent: String,
        at now: Instant
    ) throws(StorageError) {
        try database.execute(
            """
            INSERT INTO sessions (token_hash, person_id, organisation_id, created_at, seen_at,
                expires_at, address, agent)
            VALUES (\(tokenHash), \(person), \(organisation), \(now), \(now),
                \(now + SessionStore.lifetime), \(address), \(agent.clipped(to: 255)))
            """
        )
    }

    /// The session, if it is neither over nor idle for too long and its person is still a member.
    package func find(tokenHash: [UInt8], at now: Instant) throws(StorageError) -> SessionRecord? {
        let row: (Person.ID, Organisation.ID, String, Instant, Instant)? = try database.row(
            """
            SELECT s.person_id, s.organisation_id, m.role, s.seen_at, s.expires_at
            FROM sessions s
            JOIN members m
                ON m.organisation_id = s.organisation_id AND m.person_id = s.person_id
            WHERE s.token_hash = \(tokenHash) AND s.expires_at > \(now)
                AND s.seen_at > \(now - SessionStore.idleTime)
            """
        )
        guard let row, let role = Role(rawValue: row.2) else { return nil }
        return SessionRecord(
            person: row.0,
            organisation: row.1,
            role: role,
            seenAt: row.3,
            expiresAt: row.4
        )
    }

    package func touch(tokenHash: [UInt8], at now: Instant) throws(StorageError) {
        try database.execute(
            "UPDATE sessions SET seen_at = \(now) WHERE token_hash = \(tokenHash)"
        )
    }

    package func close(tokenHash: [UInt8]) throws(StorageError) {
        try database.execute("DELETE FROM sessions WHERE token_hash = \(tokenHash)")
    }

    package func closeAll(of person: Person.ID) throws(StorageError) {
        try database.execute("DELETE FROM sessions WHERE person_id = \(person)")
    }

    /// Forgets sessions that are over; returns how many.
    package func sweep(at now: Instant) throws(StorageError) -> Int {
        try database.execute("DELETE FROM sessions WHERE expires_at < \(now) LIMIT 1000")
    }
}
