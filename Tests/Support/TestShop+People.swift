internal import Cryptography
internal import Domain
package import Storage

extension TestShop {
    /// Everybody's password.
    package static let password = "correct horse battery staple"
    /// Hashing takes a fifth of a second: once is enough for everybody.
    private static let passwordHash = PasswordHash(of: password).text

    /// A person in each role, with an address such as `viewer@7.example`.
    package func addPeople() throws -> [Role: PersonRecord] {
        let people = PeopleStore(database: Database(database.work))
        let now = Instant(seconds: 1_780_000_000)
        var members: [Role: PersonRecord] = [:]
        for role in Role.allCases {
            let person = PersonRecord(
                id: TestShop.ids.next(),
                email: "\(role.rawValue)@\(organisation.text).example",
                name: "The \(role.rawValue)",
                passwordHash: TestShop.passwordHash
            )
            try people.add(person, at: now)
            try people.join(person.id, to: organisation, as: role, at: now)
            members[role] = person
        }
        return members
    }
}
