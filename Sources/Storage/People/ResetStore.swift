package import Domain
internal import MariaDB

/// Links that set a new password: one open one a person.
package struct ResetStore {
    /// How long a link is good.
    package static let lifetime = Duration.days(1)

    private let database: Database

    package init(database: Database) {
        self.database = database
    }

    /// Whether somebody owns every organisation of a person: who resets a password can come in
    /// as that person, everywhere.
    package func mayReset(
        _ person: Person.ID,
        by owner: Person.ID
    ) throws(StorageError) -> Bool {
        let row: (Bool)? = try database.row(
            """
            SELECT COUNT(*) = COUNT(o.person_id) AND COUNT(*) > 0
            FROM members m
            LEFT JOIN members o ON o.organisation_id = m.organisation_id
                AND o.person_id = \(owner) AND o.role = 'owner' AND o.removed_at IS NULL
            WHERE m.person_id = \(person) AND m.removed_at IS NULL
            """
        )
        return row ?? false
    }

    /// Keeps a new link; one before it ends.
    ///
    /// - Parameter owner: who made it; nil where the person asked for it by mail.
    package func add(
        tokenHash: [UInt8],
        for person: Person.ID,
        by owner: Person.ID?,
        at now: Instant
    ) throws(StorageError) {
        try database.execute(
            """
            INSERT INTO password_resets (person_id, token_hash, made_by, created_at, expires_at)
            VALUES (\(person), \(tokenHash), \(owner), \(now),
                \(now + ResetStore.lifetime))
            ON DUPLICATE KEY UPDATE token_hash = VALUES(token_hash), made_by = VALUES(made_by),
                created_at = VALUES(created_at), expires_at = VALUES(expires_at)
            """
        )
    }

    /// Whose password a link sets; nil where it is unknown, used or over, and where who made it
    /// may not do so any more.
    package func find(tokenHash: [UInt8], at now: Instant) throws(StorageError) -> Person.ID? {
        let row: (Person.ID, Person.ID?)? = try database.row(
            """
            SELECT person_id, made_by FROM password_resets
            WHERE token_hash = \(tokenHash) AND expires_at > \(now)
            """
        )
        guard let (person, owner) = row else { return nil }
        guard let owner else { return person }
        return try mayReset(person, by: owner) ? person : nil
    }

    /// Uses a link up; false where it was used already.
    package func use(tokenHash: [UInt8], of person: Person.ID) throws(StorageError) -> Bool {
        try database.execute(
            """
            DELETE FROM password_resets
            WHERE person_id = \(person) AND token_hash = \(tokenHash)
            """
        ) > 0
    }

    /// Ends a person's link, if there is one: the password was changed in another way.
    package func clear(of person: Person.ID) throws(StorageError) {
        try database.execute("DELETE FROM password_resets WHERE person_id = \(person)")
    }

    /// Forgets those that are over; returns how many.
    package func sweep(at now: Instant) throws(StorageError) -> Int {
        try database.execute("DELETE FROM password_resets WHERE expires_at < \(now) LIMIT 1000")
    }
}
