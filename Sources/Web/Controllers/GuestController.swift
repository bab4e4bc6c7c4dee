internal import Cryptography
internal import Domain
internal import HTTP
internal import JSON
internal import Storage

/// Who follows an invitation's link: as somebody new, or as the person who is signed in.
enum GuestController {
    /// What the link invites to.
    static func look(_ visit: Visit) throws -> Response {
        var fields = try visit.body()
        let token = fields.linkToken()
        try fields.check()
        let invitation = try find(token, visit)
        return .json([
            "success": true,
            "invitation": [
                "organisation": ["name": .string(invitation.organisationName)],
                "role": .string(invitation.role.rawValue),
                "email": .optional(invitation.email),
                "invited_by": .string(invitation.invitedBy),
                "expires_at": .string(invitation.expiresAt.iso8601),
            ],
        ])
    }

    static func accept(_ visit: Visit) throws -> Response {
        var fields = try visit.body()
        let token = fields.linkToken()
        if case .person = visit.caller {
            try fields.check()
            return try join(try find(token, visit), as: visit.person(), visit)
        }
        try refuseUnproven(visit)
        let name = fields.text("name", atMost: 120)
        let typed = fields.emailAddress("email")
        let password = fields.newPassword("password", of: typed?.text)
        try fields.check()
        let invitation = try find(token, visit)
        guard let email = invitation.email.flatMap({ EmailAddress($0) }) ?? typed else {
            throw Problem.unprocessable(["email: required"])
        }
        try refuseKnown(email, visit)
        let person = PersonRecord(
            id: visit.services.ids.next(),
            email: email.text,
            name: name.trimmed,
            passwordHash: PasswordHash(of: password).text
        )
        return try welcome(person, invitation, isNew: true, visit)
    }

    /// Who is signed in joins as oneself, and that is a change by their session like any other.
    private static func refuseUnproven(_ visit: Visit) throws {
        let sessions = SessionStore(database: visit.gate)
        guard let token = SessionToken(of: visit.request),
            try sessions.find(tokenHash: token.hash, at: visit.now) != nil
        else { return }
        throw Problem.unproven
    }

    private static func find(
        _ token: LinkToken,
        _ visit: Visit
    ) throws -> InvitationDirectory.Invitation {
        let directory = InvitationDirectory(database: visit.gate)
        guard let invitation = try directory.find(tokenHash: token.hash, at: visit.now) else {
            throw Problem.notFound.explained(
                "This invitation is over, was used or was withdrawn. Ask for a new one."
            )
        }
        return invitation
    }

    /// Who has an account proves it by signing in, not by a link. Asking counts as a failure, so
    /// that an open invitation is no way to try many addresses.
    private static func refuseKnown(_ email: EmailAddress, _ visit: Visit) throws {
        let limit = GuessLimit(visit, account: nil)
        try limit.check()
        guard try PeopleStore(database: visit.gate).find(email: email) == nil else {
            try limit.noteFailure()
            throw Problem.conflict.explained("\(email.text) has an account: sign in to accept.")
                .marked("sign_in_required")
        }
    }

    private static func join(
        _ invitation: InvitationDirectory.Invitation,
        as person: PersonRecord,
        _ visit: Visit
    ) throws -> Response {
        guard invitation.email == nil || invitation.email == person.email else {
            throw Problem.conflict.explained(
                "This invitation is for another address than the one you are signed in with."
            )
        }
        return try welcome(person, invitation, isNew: false, visit)
    }

    /// Uses the invitation up and lets the person in: all of it happens, or none.
    private static func welcome(
        _ person: PersonRecord,
        _ invitation: InvitationDirectory.Invitation,
        isNew: Bool,
        _ visit: Visit
    ) throws -> Response {
        let opening = SessionOpening(visit: visit, person: person)
        let token = try visit.gate.transaction { () throws(StorageError) -> SessionToken? in
            guard try InvitationDirectory(database: visit.gate).use(invitation) else { return nil }
            let people = PeopleStore(database: visit.gate)
            if isNew { try people.add(person, at: visit.now) }
            let role = try role(of: person, after: invitation, people)
            try people.join(person.id, to: invitation.organisation, as: role, at: visit.now)
            try people.update(lastOrganisation: invitation.organisation, of: person.id)
            let became: JSON = [
                "role": .string(role.rawValue), "invited_by": .string(invitation.invitedBy),
            ]
            let entry = visit.entry(.memberJoined, .init(person), became: became, by: .init(person))
            try visit.note(entry, to: [invitation.organisation])
            return try opening.begin(in: invitation.organisation)
        }
        guard let token else { throw Problem.notFound }
        return try opening.answer(token)
    }

    /// An invitation never makes somebody less than they are.
    private static func role(
        of person: PersonRecord,
        after invitation: InvitationDirectory.Invitation,
        _ people: PeopleStore
    ) throws(StorageError) -> Role {
        let held = try people.memberships(of: person.id)
            .first { $0.organisation == invitation.organisation }?.role
        return held.map { Role.higher($0, invitation.role) } ?? invitation.role
    }
}
