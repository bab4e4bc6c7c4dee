import Domain
import HTTP
import JSON
import MariaDB
import Storage
import Support
import Testing

@testable import Web

@Suite struct SignInTests {
    private let site: TestSite
    private let shop: TestShop
    private let people: [Role: PersonRecord]

    init() throws {
        site = try TestSite()
        shop = try TestShop(in: site.database)
        people = try shop.addPeople()
    }

    private var email: String { people[.analyst]?.email ?? "" }

    /// Each organisation signs in from an address of its own, so that tests do not limit each other.
    private var address: String {
        "198.51.100.\(shop.organisation.number % 256)/\(shop.organisation.text)"
    }

    private func signIn(
        _ email: String,
        _ password: String = TestShop.password,
        isSecure: Bool = false
    ) -> TestAnswer {
        site.call(
            .post,
            "/api/login",
            body: #"{"email":"\#(email)","password":"\#(password)"}"#,
            address: address,
            isSecure: isSecure
        )
    }

    private func session(_ answer: TestAnswer) -> (String, String) {
        ("Cookie", String(answer.headers("set-cookie").first?.prefix { $0 != ";" } ?? ""))
    }

    @Test func `signing in answers who one is and where`() throws {
        let answer = signIn("  \(email.uppercased()) ")
        #expect(answer.status == 200, "\(answer.text)")
        let person = try #require(answer.json["person"])
        #expect(person["email"] == .string(email))
        #expect(person["name"] == "The analyst")
        let home = try #require(answer.json["organisation"])
        #expect(home["id"] == .string(shop.organisation.text))
        #expect(home["role"] == "analyst")
        #expect(home["currency"] == "USD")
        #expect(home["time_zone"] == "UTC")
        #expect(answer.json["organisations"]?.elements?.count == 1)
        #expect(answer.json["csrf"]?.text?.utf8.count == 43)
        #expect(!answer.text.contains("scrypt"))
        let again = site.call(.get, "/api/session", headers: [session(answer)])
        #expect(again.json == answer.json)
    }

    @Test(arguments: [
        (false, "waymark=", ""), (true, "__Host-waymark=", "; Secure"),
    ]) func `the cookie is out of reach of scripts, other sites and plain http`(
        isSecure: Bool,
        start: String,
        end: String
    ) throws {
        let answer = signIn(email, isSecure: isSecure)
        let cookies = answer.headers("set-cookie")
        #expect(cookies.count == 1)
        let cookie = try #require(cookies.first)
        #expect(cookie.hasPrefix(start))
        #expect(cookie.hasSuffix("; Path=/; HttpOnly; SameSite=Lax\(end)"))
        #expect(cookie.utf8.count == start.utf8.count + 43 + 32 + end.utf8.count)
        #expect(answer.headers("cache-control") == ["no-store"])
        let elsewhere = site.call(
            .get,
            "/api/session",
            headers: [session(answer)],
            isSecure: !isSecure
        )
        #expect(elsewhere.status == 401)
    }

    @Test func `the database keeps only the hash of a session's token`() throws {
        let token = session(signIn(email)).1.split(separator: "=").last.map(String.init) ?? ""
        #expect(token.utf8.count == 43)
        let count = try site.database.count(
            """
            SELECT COUNT(*) FROM sessions WHERE organisation_id = \(shop.organisation)
                AND token_hash = UNHEX(SHA2(\(token), 256))
            """
        )
        #expect(count == 1)
    }

    @Test func `every sign-in makes a new session`() {
        #expect(session(signIn(email)).1 != session(signIn(email)).1)
    }

    @Test func `an unknown person and a wrong password look alike`() {
        let wrong = signIn(email, "wrong")
        let unknown = signIn("nobody@\(shop.organisation.text).example")
        let malformed = signIn("no address")
        for answer in [wrong, unknown, malformed] {
            #expect(answer.status == 401)
            #expect(answer.headers("set-cookie").isEmpty)
        }
        #expect(wrong.response.body == unknown.response.body)
        #expect(wrong.response.body == malformed.response.body)
        #expect(wrong.response.headers.map(\.name) == unknown.response.headers.map(\.name))
    }

    @Test(arguments: [
        ("{}", ["email: required", "password: required"]),
        (#"{"email":1,"password":[]}"#, ["email: a text", "password: a text"]),
        (#"{"email":" ","password":null}"#, ["email: 1 to 254 characters", "password: required"]),
    ]) func `all that is missing or wrong is told at once`(body: String, details: [String]) {
        let answer = site.call(.post, "/api/login", body: body, address: address)
        #expect(answer.status == 422)
        #expect(answer.json["details"] == .array(details.map { .string($0) }))
    }

    @Test(arguments: ["", "{", "[]", "null", #"{"email":"a","email":"b"}"#, "\"\u{0}\""])
    func `what is no object of JSON is malformed`(body: String) {
        #expect(site.call(.post, "/api/login", body: body, address: address).status == 400)
    }

    @Test func `a hash that costs less than today's is made anew`() throws {
        let person = PersonRecord(
            id: TestShop.ids.next(),
            email: "old@\(shop.organisation.text).example",
            name: "Old",
            passwordHash: SignInTests.cheapHash
        )
        let people = PeopleStore(database: Database(site.database.work))
        try people.add(person, at: site.clock.now)
        try people.join(person.id, to: shop.organisation, as: .viewer, at: site.clock.now)
        #expect(signIn(person.email, "swordfish").status == 200)
        #expect(
            try people.find(person.id)?.passwordHash.hasPrefix("$scrypt$ln=15,r=8,p=3$") == true
        )
        #expect(signIn(person.email, "swordfish").status == 200)
    }

    /// Of `swordfish`, with N 2^10, made by another implementation.
    private static let cheapHash =
        "$scrypt$ln=10,r=8,p=1$MDEyMzQ1Njc4OWFiY2RlZg==$EnnshMQJBO5njFXhxb7lqJrTfwJZ+ZnnIatUXnc/UzQ="

    @Test func `who belongs to no organisation is told so`() throws {
        let person = PersonRecord(
            id: TestShop.ids.next(),
            email: "lone@\(shop.organisation.text).example",
            name: "Lone",
            passwordHash: SignInTests.cheapHash
        )
        try PeopleStore(database: Database(site.database.work))
            .add(person, at: site.clock.now)
        #expect(signIn(person.email, "swordfish").status == 403)
    }
}
