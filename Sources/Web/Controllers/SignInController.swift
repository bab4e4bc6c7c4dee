internal import Cryptography
internal import Domain
internal import HTTP
internal import JSON
internal import Storage

/// Signing in, with a password and, where it is switched on, a second factor.
enum SignInController {
    /// What the sign-in form has besides address and password.
    static func offer(_ visit: Visit) throws -> Response {
        .json(["success": true, "reset_by_mail": .bool(visit.services.sendsMail)])
    }

    static func signIn(_ visit: Visit) throws -> Response {
        var fields = try visit.body()
        let email = fields.text("email", atMost: 254)
        let password = fields.text("password", atMost: 1_024)
        let code = fields.optionalText("code", atMost: 100)
        try fields.check()
        let limit = GuessLimit(visit, account: email)
        try limit.check()

        let known = try EmailAddress(email).flatMap {
            try PeopleStore(database: visit.gate).find(email: $0)
        }
        guard let person = try check(password, of: known, visit) else {
            try limit.noteFailure()
            try noteRefusal(of: known, "password", visit)
            throw Problem.unauthorised.explained("E-mail address and password do not match.")
        }
        try passSecondFactor(person, code, limit, visit)
        let opening = SessionOpening(visit: visit, person: person)
        let home = try opening.home()
        let token = try visit.gate.transaction { () throws(StorageError) in
            try limit.clear()
            let entry = visit.entry(.sessionOpened, by: .init(person))
            try visit.note(entry, to: [home.organisation])
            return try opening.begin(in: home.organisation)
        }
        return try opening.answer(token)
    }

    /// The same work is done for unknown people, so that time does not tell who is one.
    private static func check(
        _ password: String,
        of person: PersonRecord?,
        _ visit: Visit
    ) throws -> PersonRecord? {
        let hash = person.flatMap { PasswordHash($0.passwordHash) } ?? .nobodys
        guard hash.matches(password), let person else { return nil }
        if hash.isOutdated {
            try PeopleStore(database: visit.gate)
                .update(passwordHash: PasswordHash(of: password).text, of: person.id)
        }
        return person
    }

    private static func passSecondFactor(
        _ person: PersonRecord,
        _ code: String?,
        _ limit: GuessLimit,
        _ visit: Visit
    ) throws {
        guard person.totpSince != nil else { return }
        guard let code else {
            throw Problem.unauthorised.explained("Enter the code of your authenticator app.")
                .marked("code_required")
        }
        switch try SecondFactor(visit, of: person.id).take(code) {
        case .byApp: return
        case .byRecoveryCode:
            let entry = visit.entry(.totpRecoveryCode, by: .init(person))
            try visit.note(entry, to: visit.organisations(of: person.id))
        case nil:
            try limit.noteFailure()
            try noteRefusal(of: person, "code", visit)
            throw Problem.unauthorised.explained("This code is wrong, or was used already.")
                .marked("code_required", "code_wrong")
        }
    }

    /// A refusal is one entry for unknown people as well: again, time does not tell.
    private static func noteRefusal(
        of person: PersonRecord?,
        _ wrong: String,
        _ visit: Visit
    ) throws {
        let homes = try visit.organisations(of: person?.id ?? Person.ID(0))
        let entry = visit.entry(
            .sessionRefused,
            person.map(AuditEntry.Subject.init),
            became: ["wrong": .string(wrong)],
            by: .nobody
        )
        try visit.note(entry, to: homes.isEmpty ? [AuditTrail.nowhere] : homes)
    }
}
