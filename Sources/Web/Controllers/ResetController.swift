internal import Cryptography
internal import Domain
internal import HTTP
internal import JSON
internal import Storage

/// A new password for somebody who forgot theirs, by a link that is good once.
enum ResetController {
    /// Makes a link for a member. It lets in as that person, so it is for owners, and for people
    /// who belong to nobody else's organisation.
    static func create(_ visit: Visit) throws -> Response {
        let (scope, session) = (try visit.scope(), try visit.session())
        guard let member = try MemberStore(scope).find(visit.id()), member.removedAt == nil else {
            throw Problem.notFound
        }
        guard member.person != session.person else {
            throw Problem.conflict.explained("Change your own password in your profile.")
        }
        let store = ResetStore(database: visit.gate)
        guard try store.mayReset(member.person, by: session.person) else {
            throw Problem.conflict.explained(
                "\(member.name) belongs to an organisation that you do not own as well."
            )
        }
        let token = LinkToken.issue()
        try visit.gate.transaction { () throws(StorageError) in
            try store.add(
                tokenHash: token.hash,
                for: member.person,
                by: session.person,
                at: visit.now
            )
            let entry = visit.entry(.passwordResetLink, .init(member))
            try visit.note(entry, to: visit.organisations(of: member.person))
        }
        return .json(
            [
                "success": true, "link": .string(token.link(to: "reset", visit)),
                "expires_at": .string((visit.now + ResetStore.lifetime).iso8601),
            ],
            status: 201
        )
    }

    /// Asks for a link by mail. The answer, and the work up to it, are the same whether there is such
    /// a person or not.
    static func request(_ visit: Visit) throws -> Response {
        var fields = try visit.body()
        let email = fields.requiredValue("email", "an e-mail address") {
            $0.text.flatMap { EmailAddress($0) }
        }
        try fields.check()
        guard let email, visit.services.sendsMail else {
            throw Problem.notFound.explained("No mail server is set here: ask an owner for a link.")
        }
        try visit.limit(mailsTo: email)
        let mail = MailRecord(id: visit.services.ids.next(), kind: .reset, recipient: email.text)
        try MailStore(database: visit.gate).add(mail, at: visit.now)
        return .json(["success": true], status: 202)
    }

    /// Sets the password and ends every session. The second factor stays what it was.
    static func reset(_ visit: Visit) throws -> Response {
        var fields = try visit.body()
        let token = fields.linkToken()
        let password = fields.newPassword("password", of: nil)
        try fields.check()
        let store = ResetStore(database: visit.gate)
        guard let id = try store.find(tokenHash: token.hash, at: visit.now),
            let person = try PeopleStore(database: visit.gate).find(id)
        else { throw unknownLink }
        if let reason = PasswordRule.fault(password, email: person.email) {
            throw Problem.unprocessable(["password: \(reason)"])
        }
        let hash = PasswordHash(of: password).text
        let isDone = try visit.gate.transaction { () throws(StorageError) in
            guard try store.use(tokenHash: token.hash, of: id) else { return false }
            try PeopleStore(database: visit.gate).update(passwordHash: hash, of: id)
            try SessionStore(database: visit.gate).closeAll(of: id)
            let entry = visit.entry(.passwordReset, .init(person), by: .nobody)
            try visit.note(entry, to: visit.organisations(of: id))
            return true
        }
        guard isDone else { throw unknownLink }
        try GuessLimit(visit, account: person.email).clear()
        return .json(["success": true])
    }

    private static var unknownLink: Problem {
        .notFound.explained("This link is over or was used. Ask for a new one.")
    }
}
