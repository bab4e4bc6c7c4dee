package import Domain
internal import MariaDB

/// New addresses of people that hold once a link to them was followed: one open change a person.
package struct EmailChangeStore {
    /// How long a link is good.
    package static let lifetime = Duration.days(1)

    package struct Change: Sendable {
        package let person: Person.ID
        package let email: String
        /// The session that asked for it.
        package let session: SessionRecord.ID

        package init(person: Person.ID, email: EmailAddress, session: SessionRecord.ID) {
            self.init(person: person, address: email.text, session: session)
        }

        fileprivate init(person: Person.ID, address: String, session: SessionRecord.ID) {
            self.person = person
            self.email = address
            self.session = session
        }
    }

    private let database: Database

    package init(database: Database) {
        self.database = database
    }

    /// Keeps a change under its link; one before it ends.
    package func add(
        _ change: Change,
        tokenHash: [UInt8],
        at now: Instant
    ) throws(StorageError) {
        try database.execute(
            """
            INSERT INTO email_changes (person_id, email, token_hash, session_id, created_at,
                expires_at)
            VALUES (\(change.person), \(change.email), \(tokenHash), \(change.session), \(now),
                \(now + EmailChangeStore.lifetime))
            ON DUPLICATE KEY UPDATE email = VALUES(email), token_hash = VALUES(token_hash),
                session_id = VALUES(session_id), created_at = VALUES(created_at),
                expires_at = VALUES(expires_at)
            """
        )
    }

    /// What a link changes; nil where it is unknown, used or over.
    package func find(tokenHash: [UInt8], at now: Instant) throws(StorageError) -> Change? {
        let row: (Person.ID, String, SessionRecord.ID)? = try database.row(
            """
            SELECT person_id, email, session_id FROM email_changes
            WHERE token_hash = \(tokenHash) AND expires_at > \(now)
            """
        )
        return row.map { Change(person: $0.0, address: $0.1, session: $0.2) }
    }

    /// The address that a person has yet to confirm; nil where there is none.
    package func pending(of person: Person.ID, at now: Instant) throws(StorageError) -> String? {
        try database.row(
            """
            SELECT email FROM email_changes
            WHERE person_id = \(person) AND expires_at > \(now)
            """
        )
    }

    /// Makes an address the person's, for sign-in and for mails. Links under the one before end,
    /// and so do all sessions but one.
    package func make(
        _ email: String,
        addressOf person: Person.ID,
        keeping session: SessionRecord.ID?
    ) throws(StorageError) {
        try PeopleStore(database: database).update(email: email, of: person)
        _ = try SessionStore(database: database).closeAll(of: person, except: session)
        try ResetStore(database: database).clear(of: person)
        try database.execute("DELETE FROM email_changes WHERE person_id = \(person)")
    }

    /// Uses a link up; false where it was used already.
    package func use(tokenHash: [UInt8], of person: Person.ID) throws(StorageError) -> Bool {
        try database.execute(
            """
            DELETE FROM email_changes
            WHERE person_id = \(person) AND token_hash = \(tokenHash)
            """
        ) > 0
    }

    /// Forgets those that are over; returns how many.
    package func sweep(at now: Instant) throws(StorageError) -> Int {
        try database.execute("DELETE FROM email_changes WHERE expires_at < \(now) LIMIT 1000")
    }
}
