package import Domain
internal import MariaDB

/// An invitation by a link that was not used yet.
package struct InvitationRecord: Sendable {
    package typealias ID = Identifier<InvitationRecord>

    package let id: ID
    /// Whom it is for; nil where whoever has the link may come.
    package let email: String?
    package let role: Role
    package let invitedBy: Person.ID
    package let inviterName: String
    package let createdAt: Instant
    package let expiresAt: Instant

    package init(
        id: ID,
        email: String?,
        role: Role,
        invitedBy: Person.ID,
        inviterName: String,
        createdAt: Instant,
        expiresAt: Instant
    ) {
        self.id = id
        self.email = email
        self.role = role
        self.invitedBy = invitedBy
        self.inviterName = inviterName
        self.createdAt = createdAt
        self.expiresAt = expiresAt
    }
}

/// The organisation's open invitations.
package struct InvitationStore {
    private let scope: OwnScope

    package init(_ scope: OwnScope) {
        self.scope = scope
    }

    /// Those whose links still open, the newest first.
    package func list(at now: Instant) throws(StorageError) -> [InvitationRecord] {
        try load("i.expires_at > \(now) ORDER BY i.id DESC")
    }

    package func find(_ id: InvitationRecord.ID) throws(StorageError) -> InvitationRecord? {
        try load("i.id = \(id)").first
    }

    private func load(_ condition: SQL) throws(StorageError) -> [InvitationRecord] {
        let rows: [(InvitationRecord.ID, String?, String, Person.ID, String, Instant, Instant)] =
            try scope.database.rows(
                """
                SELECT i.id, i.email, i.role, i.invited_by, p.name, i.created_at, i.expires_at
                FROM own_invitations i
                JOIN own_members m ON m.person_id = i.invited_by
                JOIN own_people p ON p.id = i.invited_by
                WHERE m.removed_at IS NULL
                    AND (m.role = 'owner' OR (m.role = 'admin' AND i.role <> 'owner'))
                    AND \(fragment: condition)
                """
            )
        return rows.compactMap { row in
            Role(rawValue: row.2).map {
                InvitationRecord(
                    id: row.0,
                    email: row.1,
                    role: $0,
                    invitedBy: row.3,
                    inviterName: row.4,
                    createdAt: row.5,
                    expiresAt: row.6
                )
            }
        }
    }

    /// Keeps a new invitation; open ones of the same address end.
    package func add(
        _ invitation: InvitationRecord,
        tokenHash: [UInt8]
    ) throws(StorageError) {
        if let email = invitation.email {
            try scope.database.execute("DELETE FROM own_invitations WHERE email = \(email)")
        }
        try scope.database.execute(
            """
            INSERT INTO own_invitations (organisation_id, id, token_hash, email, role, invited_by,
                created_at, expires_at)
            VALUES (\(scope.organisation), \(invitation.id), \(tokenHash),
                \(invitation.email), \(invitation.role.rawValue), \(invitation.invitedBy),
                \(invitation.createdAt), \(invitation.expiresAt))
            """
        )
    }

    /// Withdraws an invitation; false where there is none.
    package func remove(_ id: InvitationRecord.ID) throws(StorageError) -> Bool {
        try scope.database.execute("DELETE FROM own_invitations WHERE id = \(id)") > 0
    }
}
