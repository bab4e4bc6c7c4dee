internal import Cryptography
internal import Domain
internal import Storage

/// What the shell does with people. Whoever has the shell has every right; what was done stands in
/// the audit log all the same.
struct People {
    /// How somebody became a member.
    enum Joining {
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

    private var store: PeopleStore { PeopleStore(database: database) }

    /// 20 letters and digits in groups: 119 bits, and easy to copy by hand.
    static func newPassword() -> String {
        let letters = Array(Random.alphanumerics(20))
        return stride(from: 0, to: 20, by: 5)
            .map { start in String(letters[start..<start + 5]) }
            .joined(separator: "-")
    }

    /// Everybody, or the members of one organisation.
    func list(in organisation: Organisation.ID?) throws(Complaint) -> [MembershipStore.Line] {
        try program.asking { () throws(StorageError) in
            try MembershipStore(database: database).list(in: organisation)
        }
    }

    /// Makes somebody a member of an organisation, adding the person where there is none yet.
    func join(
        _ email: EmailAddress,
        name: String?,
        to organisation: Organisation.ID,
        as role: Role
    ) throws(Complaint) -> Joining {
        try require(organisation)
        let password = People.newPassword()
        let hash = PasswordHash(of: password)
        return try program.asking { () throws(StorageError) in
            let (_, ids) = try program.register(on: database)
            return try database.transaction { () throws(StorageError) in
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
                try note(.memberJoined, person, became: role.told, in: [organisation], ids)
                return known == nil ? .added(password: password) : .known
            }
        }
    }

    /// Sets a password and signs the person out everywhere.
    func setPassword(_ password: String, of email: EmailAddress) throws(Complaint) {
        let hash = PasswordHash(of: password)
        try change(email, .passwordChanged) { person throws(StorageError) in
            try store.update(passwordHash: hash.text, of: person.id)
            try SessionStore(database: database).closeAll(of: person.id)
            try ResetStore(database: database).clear(of: person.id)
        }
    }

    /// Gives a person another address to sign in with, and signs them out everywhere.
    func setEmail(_ new: EmailAddress, of email: EmailAddress) throws(Complaint) {
        let taken = try program.asking { () throws(StorageError) in try store.find(email: new) }
        guard taken == nil else {
            throw Complaint(
                "\(new.text) signs in here already.",
                remedy: "`waymark user list` says who belongs where."
            )
        }
        let told = [email, new].map { "{\"email\":\"\($0.text)\"}" }
        try change(email, .emailChanged, was: told[0], became: told[1]) {
            person throws(StorageError) in
            try EmailChangeStore(database: database)
                .make(new.text, addressOf: person.id, keeping: nil)
        }
    }

    /// Asks for no second factor any more: for somebody who lost app and recovery codes.
    func switchSecondFactorOff(of email: EmailAddress) throws(Complaint) {
        try change(email, .totpOff) { person throws(StorageError) in
            try SecondFactorStore(database: database).switchOff(for: person.id)
        }
    }

    /// Gives a member another role.
    func setRole(
        _ role: Role,
        of email: EmailAddress,
        in place: Organisation.ID?
    ) throws(Complaint) {
        let (person, membership) = try member(email, in: place)
        try unlessLastOwner(person, membership, isSparing: role == .owner) {
            ids throws(StorageError) in
            let organisation = membership.organisation
            try store.join(person.id, to: organisation, as: role, at: Program.now())
            try note(.memberRoleChanged, person, became: role.told, in: [organisation], ids)
        }
    }

    /// Takes a member out of an organisation; for a day the page can take it back.
    func remove(_ email: EmailAddress, from place: Organisation.ID?) throws(Complaint) {
        let (person, membership) = try member(email, in: place)
        try unlessLastOwner(person, membership, isSparing: false) { ids throws(StorageError) in
            let organisation = membership.organisation
            try MembershipStore(database: database)
                .remove(person.id, from: organisation, at: Program.now())
            try note(.memberRemoved, person, in: [organisation], ids)
        }
    }
}

extension People {
    /// Runs a change of a person and puts it into the log of each of their organisations.
    private func change(
        _ email: EmailAddress,
        _ action: AuditAction,
        was: String? = nil,
        became: String? = nil,
        _ work: (PersonRecord) throws(StorageError) -> Void
    ) throws(Complaint) {
        let person = try person(email)
        try program.asking { () throws(StorageError) in
            let (_, ids) = try program.register(on: database)
            try database.transaction { () throws(StorageError) in
                try work(person)
                let homes = try store.memberships(of: person.id).map(\.organisation)
                try note(action, person, was: was, became: became, in: homes, ids)
            }
        }
    }

    /// Runs a change after which the organisation still has an owner.
    private func unlessLastOwner(
        _ person: PersonRecord,
        _ membership: Membership,
        isSparing: Bool,
        _ work: (IdentifierSource) throws(StorageError) -> Void
    ) throws(Complaint) {
        let isDone = try program.asking { () throws(StorageError) in
            let (_, ids) = try program.register(on: database)
            return try database.transaction { () throws(StorageError) in
                let owners = try MembershipStore(database: database)
                    .lockOwners(of: membership.organisation)
                guard isSparing || owners != [person.id] else { return false }
                try work(ids)
                return true
            }
        }
        guard isDone else {
            throw Complaint(
                "\(person.email) is the last owner of “\(membership.name)”.",
                remedy: "Make somebody else an owner first: waymark user role EMAIL owner"
            )
        }
    }

    private func note(
        _ action: AuditAction,
        _ person: PersonRecord,
        was: String? = nil,
        became: String? = nil,
        in organisations: [Organisation.ID],
        _ ids: IdentifierSource
    ) throws(StorageError) {
        let entry = AuditEntry(
            at: Program.now(),
            action: action,
            actor: .shell,
            subject: AuditEntry.Subject("person", person.id.number, person.name),
            was: was,
            became: became
        )
        try AuditTrail(database: database, ids: ids).add(entry, to: organisations)
    }

    private func person(_ email: EmailAddress) throws(Complaint) -> PersonRecord {
        let person = try program.asking { () throws(StorageError) in
            try store.find(email: email)
        }
        guard let person else {
            throw Complaint(
                "Nobody signs in as \(email.text).",
                remedy: "`waymark user list` lists everybody, `waymark user add` adds a person."
            )
        }
        return person
    }

    /// The person, and the membership that is meant: the only one, unless the place is told.
    private func member(
        _ email: EmailAddress,
        in place: Organisation.ID?
    ) throws(Complaint) -> (PersonRecord, Membership) {
        let person = try person(email)
        let all = try program.asking { () throws(StorageError) in
            try store.memberships(of: person.id)
        }
        let meant = place == nil ? all : all.filter { $0.organisation == place }
        guard let first = meant.first else {
            throw Complaint(
                "\(email.text) is no member there.",
                remedy: "`waymark user list` says who belongs where."
            )
        }
        guard meant.count == 1 else {
            let places = all.map { "\($0.organisation.text) (\($0.name))" }
            throw Complaint(
                "\(email.text) belongs to several organisations: \(places.joined(separator: ", ")).",
                remedy: "Say which one: --organisation NUMBER"
            )
        }
        return (person, first)
    }

    private func require(_ organisation: Organisation.ID) throws(Complaint) {
        let found = try program.asking { () throws(StorageError) in
            try OrganisationStore(database: database).find(organisation)
        }
        guard found != nil else {
            throw Complaint(
                "There is no organisation \(organisation.text).",
                remedy: "`waymark organisation list` lists them."
            )
        }
    }
}

extension Role {
    /// As the log keeps it.
    fileprivate var told: String { #"{"role":"\#(rawValue)"}"# }
}
