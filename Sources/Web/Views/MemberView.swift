internal import Domain
internal import JSON
internal import Storage

/// A member as the team sees them; how safely and how lately they signed in is for those who
/// manage the team.
struct MemberView {
    private let member: MemberRecord
    private let session: SessionRecord

    init(_ member: MemberRecord, for session: SessionRecord) {
        self.member = member
        self.session = session
    }

    var json: JSON {
        let manages = Site.Access.manage.roles.contains(session.role)
        return [
            "id": .string(member.person.text),
            "name": .string(member.name),
            "email": .string(member.email),
            "role": .string(member.role.rawValue),
            "you": .bool(member.person == session.person),
            "totp": manages ? .bool(member.hasSecondFactor) : .null,
            "joined_at": .string(member.joinedAt.iso8601),
            "last_seen_at": manages ? .optional(member.seenAt?.iso8601) : .null,
        ]
    }
}
