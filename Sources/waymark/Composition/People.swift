internal import Cryptography
internal import Domain
internal import Storage

/// What the shell does with people: adding them and giving them passwords.
struct People {
    /// How somebody became a member.
    enum Membership {
        /// As a new person, who signs in with this password.
        case added(password: String)
        /// As a person that was there before.
        case known
    }

    private let program: Program
    private let database: Database

    init(_ program: Program) {
        self.program = program
        database = program.database(.work)
    }

    /// 20 letters and digits in groups: 119 bits, and easy to copy by hand.
    static func newPassword() -> String {
        let letters = Array(Random.alphanumerics(20))
        return stride(from: 0, to: 20, by: 5)
            .map { start in String(letters[start..<start + 5]) }
            .joined(separator: "-")
    }

    /// Makes somebody a member of an organisation, adding the person where there is none yet.
    func join(
        _ email: EmailAddress,
        name: String?,
        to organisation: Organisation.ID,
        as role: Role
    ) throws(Complaint) -> Membership {
        let password = People.newPassword()
        let hash = PasswordHash(of: password)
        return try program.asking { () throws(StorageError) in
            let (_, ids) = try program.register(on: database)
            return try database.transaction { () throws(StorageError) in
                let store = PeopleStore(database: database)
                let known = try store.find(email: email)
                let person =
                    known
                    ?? PersonRecord(
                        id: ids.next(),
                        email: email.text,
                        name: name ?? email.text,
                        passwordHash: hash.text
                    )
                if known == nil { try store.add(person, at: Program.now()) }
                try store.join(person.id, to: organisation, as: role, at: Program.now())
                return known == nil ? .added(password: password) : .known
            }
        }
    }

    /// Sets a password and signs the person out everywhere.
    func setPassword(_ password: String, of email: EmailAddress) throws(Complaint) {
        let hash = PasswordHash(of: password)
        let found = try program.asking { () throws(StorageError) in
            try database.transaction { () throws(StorageError) in
                let store = PeopleStore(database: database)
                guard let person = try store.find(email: email) else { return false }
                try store.update(passwordHash: hash.text, of: person.id)
                try SessionStore(database: database).closeAll(of: person.id)
                return true
            }
        }
        guard found else {
            throw Complaint(
                "Nobody signs in as \(email.text).",
                remedy: "`waymark user add` adds a person."
            )
        }
    }
}
