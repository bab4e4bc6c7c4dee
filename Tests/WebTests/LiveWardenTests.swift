import Domain
import HTTP
import Storage
import Support
import Testing

@testable import Web

/// Whoever may not listen any more is told nothing more.
@Suite struct LiveWardenTests {
    private let site: TestSite
    private let tenant: Tenant

    init() throws {
        site = try TestSite()
        tenant = try site.tenant()
    }

    private var gate: Database { Database(site.database.gate) }

    private func pass(of caller: TestCaller) throws -> LivePass {
        let request = Request(
            method: .get,
            path: LiveDoor.path,
            query: Query(parsing: ""),
            headers: Headers(tenant.headers(of: caller))
        )
        return try LiveDoor(services: site.services, gate: gate).admit(request).get().pass
    }

    private func ended(_ passes: Set<LivePass>) throws -> Set<LivePass> {
        try LiveWarden.ended(among: passes, at: site.clock.now, gate)
    }

    @Test func `whoever was let in may stay`() throws {
        let passes = Set(try [TestCaller.viewer, .owner, .reader].map { try pass(of: $0) })
        #expect(passes.count == 3)
        #expect(try ended(passes) == [])
        #expect(try ended([]) == [])
    }

    @Test func `who signs out, is removed, goes elsewhere or loses a token may not`() throws {
        let callers: [TestCaller] = [.viewer, .analyst, .admin, .program]
        let passes = try callers.map { try pass(of: $0) }
        let stays = try pass(of: .owner)
        site.call(.post, "/api/logout", as: .viewer, of: tenant, body: "{}")
        site.call(.delete, "/api/members/@analyst", as: .owner, of: tenant)
        let other = try site.tenant()
        let admin = try #require(tenant.people[.admin])
        try PeopleStore(database: Database(site.database.work))
            .join(admin.id, to: other.shop.organisation, as: .viewer, at: site.clock.now)
        let there = #"{"organisation_id":"\#(other.shop.organisation.text)"}"#
        site.call(.post, "/api/session/organisation", as: .admin, of: tenant, body: there)
        site.call(.delete, "/api/tokens/@token_program", as: .owner, of: tenant)
        #expect(try ended(Set(passes + [stays])) == Set(passes))
    }

    @Test func `a session that is over may not`() throws {
        let pass = try pass(of: .viewer)
        site.clock.advance(by: SessionStore.lifetime)
        #expect(try ended([pass]) == [pass])
    }

    @Test func `many are looked at in several goes`() throws {
        let stays = try pass(of: .viewer)
        let unknown = (0..<1_200).map { number in
            LivePass.session(
                tokenHash: [UInt8(number & 0xFF), UInt8(number >> 8)],
                in: tenant.shop.organisation
            )
        }
        #expect(try ended(Set(unknown + [stays])) == Set(unknown))
    }
}
