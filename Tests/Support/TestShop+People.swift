internal import Cryptography
package import Domain
package import Storage

extension TestShop {
    /// Everybody's password.
    package static let password = "correct horse battery staple"
    /// Hashing takes a fifth of a second: once is enough for everybody.
    private static let passwordHash = PasswordHash(of: password).text

    /// A person in each role, with an address such as `viewer@7.example`.
    package func addPeople() throws -> [Role: PersonRecord] {
        var members: [Role: PersonRecord] = [:]
        for role in Role.allCases { members[role] = try addPerson(role.rawValue, as: role) }
        return members
    }

    /// One more person, who signs in with the same password.
    package func addPerson(_ name: String, as role: Role? = nil) throws -> PersonRecord {
        let people = PeopleStore(database: Database(database.work))
        let now = Instant(seconds: 1_780_000_000)
        let person = PersonRecord(
            id: TestShop.ids.next(),
            email: "\(name)@\(organisation.text).example",
            name: "The \(name)",
            passwordHash: TestShop.passwordHash
        )
        try people.add(person, at: now)
        if let role { try people.join(person.id, to: organisation, as: role, at: now) }
        return person
    }
}
