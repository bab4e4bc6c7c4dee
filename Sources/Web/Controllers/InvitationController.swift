internal import Cryptography
internal import Domain
internal import HTTP
internal import JSON
internal import Storage

/// Asking people in, by a link that is shown once.
enum InvitationController {
    private static let usualDays = 7

    static func list(_ visit: Visit) throws -> Response {
        let invitations = try InvitationStore(visit.scope()).list(at: visit.now)
        return .json([
            "success": true,
            "invitations": .array(invitations.map { InvitationView($0).json }),
        ])
    }

    static func create(_ visit: Visit) throws -> Response {
        let (scope, session) = (try visit.scope(), try visit.session())
        var fields = try visit.body()
        let email = fields.emailAddress("email")
        let role = fields.role()
        let days = fields.integer("expires_in_days", in: 1...30) ?? usualDays
        try fields.check()
        guard let role else { throw Problem.unprocessable(["role: required"]) }
        guard session.role.mayGrant(role) else {
            throw Problem.forbidden.explained("Only owners invite owners.")
        }
        if let email, try MemberStore(scope).list().contains(where: { $0.email == email.text }) {
            throw Problem.conflict.explained("\(email.text) is a member already.")
        }
        let token = LinkToken.issue()
        let invitation = InvitationRecord(
            id: visit.services.ids.next(),
            email: email?.text,
            role: role,
            invitedBy: session.person,
            inviterName: session.personName,
            createdAt: visit.now,
            expiresAt: visit.now + .days(days)
        )
        try scope.transaction { () throws(StorageError) in
            try InvitationStore(scope).add(invitation, tokenHash: token.hash)
            let became: JSON = ["role": .string(role.rawValue)]
            let entry = visit.entry(.invitationMade, .init(invitation), became: became)
            try visit.note(entry, in: scope)
        }
        let link = token.link(to: "join", visit)
        return .json(
            [
                "success": true, "invitation": InvitationView(invitation).json,
                "link": .string(link), "mailed": .bool(try mail(link, of: invitation, visit)),
            ],
            status: 201
        )
    }

    /// Leaves a mail for the background to send; false where there is nobody or no way to send to.
    private static func mail(
        _ link: String,
        of invitation: InvitationRecord,
        _ visit: Visit
    ) throws -> Bool {
        guard visit.services.sendsMail, let email = invitation.email else { return false }
        let id: MailRecord.ID = visit.services.ids.next()
        let context = MailRecord.context(of: id)
        let mail = MailRecord(
            id: id,
            kind: .invitation,
            recipient: email,
            sealedLink: visit.services.secrets.seal(Array(link.utf8), context: context),
            organisationName: try OwnOrganisation(visit.scope()).find().name,
            inviterName: invitation.inviterName
        )
        try MailStore(database: visit.gate).add(mail, at: visit.now)
        return true
    }

    static func withdraw(_ visit: Visit) throws -> Response {
        let scope = try visit.scope()
        let store = InvitationStore(scope)
        guard let invitation = try store.find(visit.id()) else { throw Problem.notFound }
        guard try visit.session().role.mayGrant(invitation.role) else {
            throw Problem.forbidden.explained("Only owners withdraw what owners offered.")
        }
        let isDone = try scope.transaction { () throws(StorageError) in
            guard try store.remove(invitation.id) else { return false }
            let was: JSON = ["role": .string(invitation.role.rawValue)]
            let entry = visit.entry(.invitationWithdrawn, .init(invitation), was: was)
            try visit.note(entry, in: scope)
            return true
        }
        guard isDone else { throw Problem.notFound }
        return .json(["success": true])
    }
}
