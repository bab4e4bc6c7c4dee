import Domain
import HTTP
import JSON
import MariaDB
import Storage
import Support
import Testing

@testable import Web

@Suite struct SessionTests {
    private let site: TestSite
    private let tenant: Tenant

    init() throws {
        site = try TestSite()
        tenant = try site.tenant()
    }

    private func status(_ caller: TestCaller = .owner) -> Int {
        site.call(.get, "/api/session", as: caller, of: tenant).status
    }

    @Test func `a session ends two hours after the last request`() {
        site.clock.advance(by: .seconds(7_199))
        #expect(status() == 200)
        site.clock.advance(by: .seconds(7_199))
        #expect(status() == 200)
        site.clock.advance(by: .seconds(7_200))
        #expect(status() == 401)
    }

    @Test func `a session ends twelve hours after sign-in, however busy`() {
        for _ in 0..<11 {
            site.clock.advance(by: .hours(1))
            #expect(status() == 200)
        }
        site.clock.advance(by: .seconds(3_599))
        #expect(status() == 200)
        site.clock.advance(by: .seconds(1))
        #expect(status() == 401)
    }

    @Test func `within a minute a session's row is not written again`() throws {
        let start = site.clock.now
        site.clock.advance(by: .seconds(60))
        #expect(status() == 200)
        #expect(try seenAt(start) == 2, "the owner's other session counts, too")
        site.clock.advance(by: .seconds(1))
        #expect(status() == 200)
        #expect(try seenAt(start) == 1)
    }

    private func seenAt(_ time: Instant) throws -> Int {
        let owner = try #require(tenant.people[.owner])
        return try site.database.count(
            "SELECT COUNT(*) FROM sessions WHERE person_id = \(owner.id) AND seen_at = \(time)"
        )
    }

    @Test func `signing out ends the session and takes the cookie away`() {
        let answer = site.call(.post, "/api/logout", as: .owner, of: tenant, body: "{}")
        #expect(answer.status == 200)
        #expect(
            answer.headers("set-cookie")
                == ["waymark=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0"]
        )
        #expect(status() == 401)
        #expect(status(.admin) == 200)
    }

    @Test func `another role counts at once, and who left is out`() throws {
        let owner = try #require(tenant.people[.owner])
        let people = PeopleStore(database: Database(site.database.work))
        try people.join(owner.id, to: tenant.shop.organisation, as: .viewer, at: site.clock.now)
        let demoted = site.call(.get, "/api/tokens", as: .owner, of: tenant)
        #expect(demoted.status == 403)
        try SessionStore(database: Database(site.database.gate)).closeAll(of: owner.id)
        #expect(status() == 401)
    }

    @Test(arguments: ["", "x", String(repeating: "A", count: 43), "' OR 1=1 -- "])
    func `a cookie that is no session's lets nobody in`(value: String) {
        let answer = site.call(
            .get,
            "/api/session",
            headers: [("Cookie", "waymark=\(value)")]
        )
        #expect(answer.status == 401)
        #expect(answer.headers("www-authenticate") == [#"Bearer realm="waymark""#])
    }
}
