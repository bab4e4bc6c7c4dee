package import Domain
internal import MariaDB

package struct PeopleStore {
    private let database: Database

    package init(database: Database) {
        self.database = database
    }

    package func find(email: EmailAddress) throws(StorageError) -> PersonRecord? {
        try first("email = \(email.text)")
    }

    package func find(_ id: Person.ID) throws(StorageError) -> PersonRecord? {
        try first("id = \(id)")
    }

    private func first(_ condition: SQL) throws(StorageError) -> PersonRecord? {
        let row: (Person.ID, String, String, String, Instant?, Organisation.ID?, Instant)? =
            try database.row(
                """
                SELECT id, email, name, password_hash, totp_since, last_organisation_id, created_at
                FROM people WHERE \(fragment: condition)
                """
            )
        return row.map {
            PersonRecord(
                id: $0.0,
                email: $0.1,
                name: $0.2,
                passwordHash: $0.3,
                totpSince: $0.4,
                lastOrganisation: $0.5,
                createdAt: $0.6
            )
        }
    }

    package func add(_ person: PersonRecord, at now: Instant) throws(StorageError) {
        try database.execute(
            """
            INSERT INTO people (id, email, name, password_hash, created_at)
            VALUES (\(person.id), \(person.email), \(person.name), \(person.passwordHash), \(now))
            """
        )
    }

    package func update(
        passwordHash: String,
        of person: Person.ID
    ) throws(StorageError) {
        try database.execute(
            "UPDATE people SET password_hash = \(passwordHash) WHERE id = \(person)"
        )
    }

    /// - Throws: `.duplicate` where somebody else has the address.
    func update(email: String, of person: Person.ID) throws(StorageError) {
        try database.execute("UPDATE people SET email = \(email) WHERE id = \(person)")
    }

    package func update(name: String, of person: Person.ID) throws(StorageError) {
        try database.execute("UPDATE people SET name = \(name) WHERE id = \(person)")
    }

    /// Notes where a person is, so that the next sign-in begins there.
    package func update(
        lastOrganisation: Organisation.ID,
        of person: Person.ID
    ) throws(StorageError) {
        try database.execute(
            "UPDATE people SET last_organisation_id = \(lastOrganisation) WHERE id = \(person)"
        )
    }

    /// Makes a person a member; another role replaces the one before.
    package func join(
        _ person: Person.ID,
        to organisation: Organisation.ID,
        as role: Role,
        at now: Instant
    ) throws(StorageError) {
        try database.execute(
            """
            INSERT INTO members (organisation_id, person_id, role, created_at)
            VALUES (\(organisation), \(person), \(role.rawValue), \(now))
            ON DUPLICATE KEY UPDATE role = VALUES(role),
                created_at = IF(removed_at IS NULL, created_at, VALUES(created_at)),
                removed_at = NULL
            """
        )
    }

    /// The address of the organisation's first owner; nil where it has none.
    package func firstOwner(of organisation: Organisation.ID) throws(StorageError) -> String? {
        try database.row(
            """
            SELECT p.email FROM members m JOIN people p ON p.id = m.person_id
            WHERE m.organisation_id = \(organisation) AND m.role = \(Role.owner.rawValue)
                AND m.removed_at IS NULL
            ORDER BY m.created_at, m.person_id LIMIT 1
            """
        )
    }

    /// The organisations of a person, by name.
    package func memberships(of person: Person.ID) throws(StorageError) -> [Membership] {
        let rows: [(Organisation.ID, String, String)] = try database.rows(
            """
            SELECT o.id, o.name, m.role
            FROM members m JOIN organisations o ON o.id = m.organisation_id
            WHERE m.person_id = \(person) AND m.removed_at IS NULL ORDER BY o.name, o.id
            """
        )
        return rows.compactMap { id, name, role in
            Role(rawValue: role).map { Membership(organisation: id, name: name, role: $0) }
        }
    }
}
