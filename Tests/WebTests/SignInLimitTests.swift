import Domain
import HTTP
import JSON
import MariaDB
import Storage
import Support
import Testing

@testable import Web

@Suite struct SignInLimitTests {
    private let site: TestSite
    private let shop: TestShop
    private let people: [Role: PersonRecord]

    init() throws {
        site = try TestSite()
        shop = try TestShop(in: site.database)
        people = try shop.addPeople()
    }

    private var email: String { people[.owner]?.email ?? "" }
    private var address: String { "host \(shop.organisation.text)" }

    private func signIn(
        _ email: String,
        _ password: String = TestShop.password,
        from address: String
    ) -> TestAnswer {
        site.call(
            .post,
            "/api/login",
            body: #"{"email":"\#(email)","password":"\#(password)"}"#,
            address: address
        )
    }

    private func fail(_ times: Int, as subject: String) throws {
        let limits = SignInLimits(database: Database(site.database.gate))
        for _ in 0..<times {
            try limits.noteFailure(id: TestShop.ids.next(), of: subject, at: site.clock.now)
        }
    }

    @Test func `an address may fail ten times a minute, whoever it tries to be`() throws {
        try fail(9, as: "address \(address)")
        #expect(signIn("a@\(shop.organisation.text).example", from: address).status == 401)
        let refused = signIn(email, from: address)
        #expect(refused.status == 429, "\(refused.text)")
        #expect(refused.headers("retry-after") == ["61"])
        #expect(signIn(email, from: "\(address), another").status == 200)
        site.clock.advance(by: .seconds(60))
        #expect(signIn(email, from: address).status == 200)
    }

    @Test func `an account may be failed twenty times an hour, wherever from`() throws {
        try fail(19, as: "account \(email)")
        #expect(signIn(email.uppercased(), "wrong", from: address).status == 401)
        let refused = signIn(email, from: "\(address), another")
        #expect(refused.status == 429)
        #expect(refused.headers("retry-after") == ["3601"])
        let unknown = "nobody@\(shop.organisation.text).example"
        try fail(20, as: "account \(unknown)")
        #expect(signIn(unknown, from: address).response.body == refused.response.body)
        site.clock.advance(by: .seconds(3_600))
        #expect(signIn(email, from: address).status == 200)
    }

    @Test func `a right password forgets the account's failures, not the address's`() throws {
        try fail(19, as: "account \(email)")
        try fail(8, as: "address \(address)")
        #expect(signIn(email, from: address).status == 200)
        #expect(signIn(email, "wrong", from: address).status == 401)
        #expect(signIn(email, from: "\(address), another").status == 200)
        #expect(signIn(email, "wrong", from: address).status == 401)
        #expect(signIn(email, from: address).status == 429)
    }

    @Test func `a refused try costs no work and counts for nothing`() throws {
        try fail(10, as: "address \(address)")
        let before = try failures
        for _ in 0..<5 { #expect(signIn(email, "wrong", from: address).status == 429) }
        #expect(try failures == before)
    }

    private var failures: Int {
        get throws {
            try site.database.count(
                """
                SELECT COUNT(*) FROM sign_in_failures
                WHERE subject IN \(anyOf: ["address \(address)", "account \(email)"])
                """
            )
        }
    }
}
