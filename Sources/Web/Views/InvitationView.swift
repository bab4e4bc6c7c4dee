internal import Domain
internal import JSON
internal import Storage

/// An open invitation as the team sees it: never its link.
struct InvitationView {
    private let invitation: InvitationRecord

    init(_ invitation: InvitationRecord) {
        self.invitation = invitation
    }

    var json: JSON {
        [
            "id": .string(invitation.id.text),
            "email": .optional(invitation.email),
            "role": .string(invitation.role.rawValue),
            "invited_by": [
                "id": .string(invitation.invitedBy.text), "name": .string(invitation.inviterName),
            ],
            "created_at": .string(invitation.createdAt.iso8601),
            "expires_at": .string(invitation.expiresAt.iso8601),
        ]
    }
}
