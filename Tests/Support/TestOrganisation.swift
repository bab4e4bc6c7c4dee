internal import Cryptography
package import Domain
internal import MariaDB
package import Storage

/// An organisation of a test's own, with a person in each role.
package struct TestOrganisation: Sendable {
    package static let password = "correct horse battery staple"
    /// Hashing takes a fifth of a second: once is enough for everybody.
    private static let passwordHash = PasswordHash(of: password).text

    package let id: Organisation.ID
    package let database: TestDatabase
    package let people: [Role: PersonRecord]

    package init(
        in database: TestDatabase,
        name: String = "Kente",
        timeZone: String = "UTC",
        at now: Instant = TestClock.system
    ) throws {
        guard let currency = Currency("USD") else { throw TestFault("no dollars") }
        let work = database.session(of: .work)
        id = try OrganisationStore(database: work)
            .add(name: name, timeZone: timeZone, currency: currency, at: now)
        self.database = database
        var people: [Role: PersonRecord] = [:]
        for role in Role.allCases {
            let person = PersonRecord(
                id: TestDatabase.ids.next(), email: "\(role.rawValue)@\(id.text).example",
                name: "The \(role.rawValue)", passwordHash: TestOrganisation.passwordHash)
            try PeopleStore(database: work).add(person, at: now)
            try PeopleStore(database: work).join(person.id, to: id, as: role, at: now)
            people[role] = person
        }
        self.people = people
    }
}
