package import Domain
internal import MariaDB

/// Looks invitations up by their link, before anybody has an organisation.
package struct InvitationDirectory {
    /// An invitation as its guest sees it.
    package struct Invitation: Sendable {
        package let organisation: Organisation.ID
        package let id: InvitationRecord.ID
        package let organisationName: String
        package let email: String?
        package let role: Role
        package let invitedBy: String
        package let expiresAt: Instant
    }

    private let database: Database

    package init(database: Database) {
        self.database = database
    }

    /// The invitation of a link; nil where it is unknown, used or over, and where who made it may
    /// not give that role any more: nobody who was removed comes back by a link made before.
    package func find(tokenHash: [UInt8], at now: Instant) throws(StorageError) -> Invitation? {
        let row: (Organisation.ID, InvitationRecord.ID, String, String?, String, String, Instant)? =
            try database.row(
                """
                SELECT i.organisation_id, i.id, o.name, i.email, i.role, p.name, i.expires_at
                FROM invitations i
                JOIN organisations o ON o.id = i.organisation_id
                JOIN people p ON p.id = i.invited_by
                JOIN members m
                    ON m.organisation_id = i.organisation_id AND m.person_id = i.invited_by
                WHERE i.token_hash = \(tokenHash) AND i.expires_at > \(now)
                    AND m.removed_at IS NULL
                    AND (m.role = 'owner' OR (m.role = 'admin' AND i.role <> 'owner'))
                """
            )
        guard let row, let role = Role(rawValue: row.4) else { return nil }
        return Invitation(
            organisation: row.0,
            id: row.1,
            organisationName: row.2,
            email: row.3,
            role: role,
            invitedBy: row.5,
            expiresAt: row.6
        )
    }

    /// Uses an invitation up; false where somebody else was quicker.
    package func use(_ invitation: Invitation) throws(StorageError) -> Bool {
        try database.execute(
            """
            DELETE FROM invitations
            WHERE organisation_id = \(invitation.organisation) AND id = \(invitation.id)
            """
        ) > 0
    }

    /// Forgets those that are over; returns how many.
    package func sweep(at now: Instant) throws(StorageError) -> Int {
        try database.execute("DELETE FROM invitations WHERE expires_at < \(now) LIMIT 1000")
    }
}
