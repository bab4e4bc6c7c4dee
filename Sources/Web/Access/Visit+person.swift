internal import Cryptography
internal import Domain
internal import HTTP
internal import JSON
internal import Storage

extension Visit {
    /// The caller's session: for endpoints that let only people in.
    func session() throws -> SessionRecord {
        guard case .person(let session, _) = caller else { throw Problem.unauthorised }
        return session
    }

    /// The person who calls, with what is kept of them.
    func person() throws -> PersonRecord {
        guard let person = try PeopleStore(database: gate).find(try session().person) else {
            throw Problem.unauthorised
        }
        return person
    }

    /// The person who calls, once they have proved that it is still them at the keyboard.
    func person(proving password: String) throws -> PersonRecord {
        let person = try person()
        let limit = GuessLimit(self, account: person.email)
        try limit.check()
        guard PasswordHash(person.passwordHash)?.matches(password) == true else {
            try limit.noteFailure()
            throw Problem.forbidden.explained("The password is wrong.")
        }
        return person
    }

    /// Lets nobody on without the second factor, where it is on.
    func prove(_ code: String?, of person: PersonRecord) throws {
        guard person.totpSince != nil else { return }
        guard let code else {
            throw Problem.forbidden.explained("Enter the code of your authenticator app.")
                .marked("code_required")
        }
        let limit = GuessLimit(self, account: person.email)
        guard let acceptance = try SecondFactor(self, of: person.id).take(code) else {
            try limit.noteFailure()
            throw Problem.forbidden.explained("This code is wrong, or was used already.")
                .marked("code_required", "code_wrong")
        }
        if case .byRecoveryCode = acceptance {
            try note(entry(.totpRecoveryCode), to: organisations(of: person.id))
        }
    }

    /// The organisations whose log tells of a person.
    func organisations(of person: Person.ID) throws(StorageError) -> [Organisation.ID] {
        try PeopleStore(database: gate).memberships(of: person).map(\.organisation)
    }
}

extension Fields {
    /// A new password, with what is wrong with it.
    mutating func newPassword(_ name: String, of email: String?) -> String {
        let password = text(name, atMost: PasswordRule.lengths.upperBound)
        if !password.isEmpty, let reason = PasswordRule.fault(password, email: email) {
            fault(name, reason)
        }
        return password
    }

    /// An e-mail address that may be missing.
    mutating func emailAddress(_ name: String) -> EmailAddress? {
        value(name, "an e-mail address") { $0.text.flatMap { EmailAddress($0) } }
    }

    /// A role that somebody is to have.
    mutating func role() -> Role? {
        let names = Role.allCases.map(\.rawValue).joined(separator: ", ")
        return requiredValue("role", "one of \(names)") { $0.text.flatMap(Role.init) }
    }
}
