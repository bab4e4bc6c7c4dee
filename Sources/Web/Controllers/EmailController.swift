internal import Cryptography
internal import Domain
internal import HTTP
internal import JSON
internal import Storage

/// A person's own e-mail address, which is what they sign in with: changed by who knows the
/// password, and only to an address where a link reaches them, where mails can be sent.
enum EmailController {
    static func change(_ visit: Visit) throws -> Response {
        let session = try visit.session()
        var fields = try visit.body()
        let email = fields.requiredValue("email", "an e-mail address") {
            $0.text.flatMap { EmailAddress($0) }
        }
        let password = fields.text("password", atMost: PasswordRule.lengths.upperBound)
        let code = fields.optionalText("code", atMost: 100)
        if email?.text == session.email { fields.fault("email", "another one than before") }
        try fields.check()
        guard let email else { throw Problem.unprocessable(["email: required"]) }
        let person = try visit.person(proving: password)
        try visit.prove(code, of: person)
        return visit.services.sendsMail
            ? try ask(for: email, person, visit) : try set(email, person, visit)
    }

    /// Sends a link to the new address. The answer is the same whether it is somebody's or not.
    private static func ask(
        for email: EmailAddress,
        _ person: PersonRecord,
        _ visit: Visit
    ) throws -> Response {
        try visit.limit(mailsTo: email)
        let token = LinkToken.issue()
        let id: MailRecord.ID = visit.services.ids.next()
        let link = visit.services.secrets.seal(
            Array(token.link(to: "email", visit).utf8),
            context: MailRecord.context(of: id)
        )
        let change = EmailChangeStore.Change(
            person: person.id,
            email: email,
            session: try visit.session().id
        )
        let mail = MailRecord(id: id, kind: .email, recipient: email.text, sealedLink: link)
        try visit.gate.transaction { () throws(StorageError) in
            try EmailChangeStore(database: visit.gate)
                .add(change, tokenHash: token.hash, at: visit.now)
            try MailStore(database: visit.gate).add(mail, at: visit.now)
            let became: JSON = ["email": .string(email.text)]
            let entry = visit.entry(.emailLink, .init(person), became: became)
            try visit.note(entry, to: visit.organisations(of: person.id))
        }
        return try ProfileController.answer(visit)
    }

    /// Without mails a person is believed.
    private static func set(
        _ email: EmailAddress,
        _ person: PersonRecord,
        _ visit: Visit
    ) throws -> Response {
        let limit = GuessLimit(visit, account: person.email)
        guard try PeopleStore(database: visit.gate).find(email: email) == nil else {
            try limit.noteFailure()
            throw Problem.conflict.explained("\(email.text) has an account already.")
        }
        let session = try visit.session()
        try visit.gate.transaction { () throws(StorageError) in
            try make(email.text, addressOf: person, keeping: session.id, visit)
        }
        return try ProfileController.answer(visit)
    }

    /// Follows a link: the address is the person's from now on.
    static func confirm(_ visit: Visit) throws -> Response {
        var fields = try visit.body()
        let token = fields.linkToken()
        try fields.check()
        let store = EmailChangeStore(database: visit.gate)
        let people = PeopleStore(database: visit.gate)
        guard let change = try store.find(tokenHash: token.hash, at: visit.now),
            let person = try people.find(change.person)
        else { throw unknownLink }
        let isDone = try visit.gate.transaction { () throws(StorageError) in
            guard try store.use(tokenHash: token.hash, of: person.id) else { return false }
            try make(change.email, addressOf: person, keeping: change.session, visit)
            let told = MailRecord(
                id: visit.services.ids.next(),
                kind: .emailChanged,
                recipient: person.email
            )
            try MailStore(database: visit.gate).add(told, at: visit.now)
            return true
        }
        guard isDone else { throw unknownLink }
        return .json(["success": true, "email": .string(change.email)])
    }

    private static func make(
        _ email: String,
        addressOf person: PersonRecord,
        keeping session: SessionRecord.ID,
        _ visit: Visit
    ) throws(StorageError) {
        try EmailChangeStore(database: visit.gate)
            .make(email, addressOf: person.id, keeping: session)
        let entry = visit.entry(
            .emailChanged,
            .init(person),
            was: ["email": .string(person.email)],
            became: ["email": .string(email)],
            by: .init(person)
        )
        try visit.note(entry, to: visit.organisations(of: person.id))
    }

    private static var unknownLink: Problem {
        .notFound.explained("This link is over or was used. Change the address once more.")
    }
}
