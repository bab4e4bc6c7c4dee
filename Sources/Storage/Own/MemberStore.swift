package import Domain
internal import MariaDB

/// Somebody who belongs to an organisation.
package struct MemberRecord: Sendable {
    package let person: Person.ID
    package let email: String
    package let name: String
    package var role: Role
    package let hasSecondFactor: Bool
    package let joinedAt: Instant
    package let seenAt: Instant?
    package let removedAt: Instant?
}

/// The organisation's members.
package struct MemberStore {
    /// So long a removal can be taken back.
    package static let regret = Duration.days(1)

    private let scope: OwnScope

    package init(_ scope: OwnScope) {
        self.scope = scope
    }

    /// All members by name, without those who were removed.
    package func list() throws(StorageError) -> [MemberRecord] {
        try load("m.removed_at IS NULL ORDER BY p.name, p.id")
    }

    /// What the organisation's people are called, those included who were removed just now.
    package func names() throws(StorageError) -> [Person.ID: String] {
        let rows: [(Person.ID, String)] = try scope.database.rows("SELECT id, name FROM own_people")
        return Dictionary(rows) { first, _ in first }
    }

    /// A member, also one who was removed.
    package func find(_ person: Person.ID) throws(StorageError) -> MemberRecord? {
        try load("m.person_id = \(person)").first
    }

    private func load(_ condition: SQL) throws(StorageError) -> [MemberRecord] {
        let rows: [(Person.ID, String, String, String, Bool, Instant, Instant?, Instant?)] =
            try scope.database.rows(
                """
                SELECT m.person_id, p.email, p.name, m.role, p.totp_since IS NOT NULL,
                    m.created_at, m.seen_at, m.removed_at
                FROM own_members m JOIN own_people p ON p.id = m.person_id
                WHERE \(fragment: condition)
                """
            )
        return rows.compactMap { row in
            Role(rawValue: row.3).map {
                MemberRecord(
                    person: row.0,
                    email: row.1,
                    name: row.2,
                    role: $0,
                    hasSecondFactor: row.4,
                    joinedAt: row.5,
                    seenAt: row.6,
                    removedAt: row.7
                )
            }
        }
    }

    /// The owners, locked until the transaction ends: two owners who demote each other at the same
    /// time come one after the other.
    package func lockOwners() throws(StorageError) -> [Person.ID] {
        let owners: [Person.ID] = try scope.database.rows(
            """
            SELECT person_id FROM own_members
            WHERE role = 'owner' AND removed_at IS NULL FOR UPDATE
            """
        )
        return owners
    }

    package func update(role: Role, of person: Person.ID) throws(StorageError) {
        try scope.database.execute(
            "UPDATE own_members SET role = \(role.rawValue) WHERE person_id = \(person)"
        )
    }

    package func remove(_ person: Person.ID, at now: Instant) throws(StorageError) {
        try scope.database.execute(
            """
            UPDATE own_members SET removed_at = \(now)
            WHERE person_id = \(person) AND removed_at IS NULL
            """
        )
    }

    /// Takes a removal back; false where there is none, or it is too long ago.
    package func restore(_ person: Person.ID, at now: Instant) throws(StorageError) -> Bool {
        try scope.database.execute(
            """
            UPDATE own_members SET removed_at = NULL
            WHERE person_id = \(person) AND removed_at > \(now - MemberStore.regret)
            """
        ) > 0
    }
}
