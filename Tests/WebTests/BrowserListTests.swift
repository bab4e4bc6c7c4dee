import Domain
import HTTP
import JSON
import Storage
import Support
import Testing

@testable import Web

/// The browsers in which somebody is signed in, and the organisations they go between.
@Suite struct BrowserListTests {
    private let site: TestSite
    private let tenant: Tenant

    init() throws {
        site = try TestSite()
        tenant = try site.tenant()
    }

    private func browser() -> Browser {
        let browser = Browser(site)
        #expect(browser.signIn(tenant.people[.viewer]?.email ?? "").status == 200)
        return browser
    }

    @Test func `one's browsers are listed, the last used first, and can be signed out`() throws {
        let (here, there) = (browser(), browser())
        site.clock.advance(by: .minutes(5))
        let list = try #require(here.send(.get, "/api/sessions").json["sessions"]?.elements)
        #expect(list.map { $0["current"] }.prefix(1) == [true])
        #expect(list.count == 4, "two of the tenant's own")
        #expect(list[0]["browser"] == "Firefox on Linux")
        #expect(list[0]["address"] == .string(here.address))
        #expect(list[0]["organisation"]?["name"] == "Shop")
        let id = try #require(
            list.first { $0["address"] == .string(there.address) }?["id"]?.text
        )
        #expect(here.send(.delete, "/api/sessions/\(id)").status == 200)
        #expect(there.session.status == 401)
        #expect(here.send(.delete, "/api/sessions/\(id)").status == 404)
        #expect(here.session.status == 200)
    }

    @Test func `signing out elsewhere leaves this browser alone`() {
        let (here, there) = (browser(), browser())
        #expect(here.send(.delete, "/api/sessions").json["ended"] == 3)
        #expect(there.session.status == 401)
        #expect(here.session.status == 200)
        #expect(here.send(.delete, "/api/sessions").json["ended"] == 0)
    }

    @Test func `the present session is ended by signing out`() throws {
        let here = browser()
        let id = here.session.json["session"]?["id"]?.text ?? ""
        #expect(here.send(.delete, "/api/sessions/\(id)").status == 409)
    }

    @Test func `nobody ends the session of somebody else`() {
        let id = browser().session.json["session"]?["id"]?.text ?? ""
        let answer = site.call(.delete, "/api/sessions/\(id)", as: .owner, of: tenant)
        #expect(answer.status == 404)
    }

    @Test func `signing in again in the same browser ends the session before`() {
        let here = browser()
        let before = here.headers
        #expect(here.signIn(tenant.people[.viewer]?.email ?? "").status == 200)
        #expect(site.call(.get, "/api/session", headers: before).status == 401)
    }

    @Test func `who belongs to several organisations goes between them`() throws {
        let other = try site.tenant()
        let viewer = try #require(tenant.people[.viewer])
        let here = browser()
        let move: JSON = ["organisation_id": .string(other.shop.organisation.text)]
        #expect(here.send(.post, "/api/session/organisation", move).status == 404)
        try PeopleStore(database: Database(site.database.work))
            .join(viewer.id, to: other.shop.organisation, as: .admin, at: site.clock.now)
        let csrf = here.session.json["csrf"]
        let moved = here.send(.post, "/api/session/organisation", move)
        #expect(moved.json["organisation"]?["id"] == .string(other.shop.organisation.text))
        #expect(moved.json["organisation"]?["role"] == "admin")
        #expect(moved.json["csrf"] == csrf)
        let seen = here.send(.get, "/api/connections")
        #expect(seen.text.contains(other.shop.connection.text))
        #expect(!seen.text.contains(tenant.shop.connection.text))
        let next = Browser(site).signIn(viewer.email)
        #expect(next.json["organisation"]?["id"] == .string(other.shop.organisation.text))
    }

    @Test func `who was removed from where they were last begins elsewhere`() throws {
        let other = try site.tenant()
        let viewer = try #require(tenant.people[.viewer])
        let people = PeopleStore(database: Database(site.database.work))
        try people.join(viewer.id, to: other.shop.organisation, as: .admin, at: site.clock.now)
        try people.update(lastOrganisation: other.shop.organisation, of: viewer.id)
        try MembershipStore(database: Database(site.database.work))
            .remove(viewer.id, from: other.shop.organisation, at: site.clock.now)
        let session = browser().session
        #expect(session.json["organisation"]?["id"] == .string(tenant.shop.organisation.text))
        #expect(session.json["organisations"]?.elements?.count == 1)
    }

    @Test(arguments: [
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
                + "Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0", "Edge on Windows"
        ),
        (
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like "
                + "Gecko) Version/18.0 Safari/605.1.15", "Safari on macOS"
        ),
        (
            "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) "
                + "Chrome/140.0.0.0 Mobile Safari/537.36", "Chrome on Android"
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, "
                + "like Gecko) CriOS/140.0 Mobile/15E148 Safari/604.1", "Chrome on iPhone"
        ),
        ("curl/8.5.0", "curl"), ("", "Unknown"), ("Something/1", "Something/1"),
    ]) func `a browser is named as its person would`(agent: String, name: String) {
        #expect(BrowserView.name(of: agent) == name)
    }
}
