import Domain
import HTTP
import JSON
import Storage
import Support
import Testing

@testable import Web

@Suite struct ResetTests {
    private let site: TestSite
    private let tenant: Tenant

    init() throws {
        site = try TestSite()
        tenant = try site.tenant()
    }

    private static let password = "a new and better one"

    private func makeLink(for member: String, in tenant: Tenant? = nil) -> TestAnswer {
        site.call(
            .post,
            "/api/members/@\(member)/reset",
            as: .owner,
            of: tenant ?? self.tenant,
            body: "{}"
        )
    }

    private func reset(_ token: JSON, _ password: String = password) -> TestAnswer {
        Browser(site).send(
            .post,
            "/api/reset",
            ["token": token, "password": .string(password)]
        )
    }

    @Test func `a link sets a new password once and ends every session`() throws {
        let email = try #require(tenant.people[.viewer]?.email)
        let made = makeLink(for: "viewer")
        #expect(made.json["link"]?.text?.hasPrefix("\(TestSite.publicURL)/reset#") == true)
        #expect(reset(made.linkToken).status == 200)
        #expect(site.call(.get, "/api/session", as: .viewer, of: tenant).status == 401)
        #expect(Browser(site).signIn(email).status == 401)
        #expect(Browser(site).signIn(email, ResetTests.password).status == 200)
        #expect(reset(made.linkToken).status == 404)
    }

    @Test func `a link ends by time, by another and by a change of the password`() throws {
        let (first, second) = (makeLink(for: "viewer").linkToken, makeLink(for: "viewer").linkToken)
        #expect(reset(first).status == 404)
        site.clock.advance(by: .days(1))
        #expect(reset(second).status == 404)
        let browser = Browser(site)
        #expect(browser.signIn(tenant.people[.owner]?.email ?? "").status == 200)
        let path = tenant.named("/api/members/@viewer/reset")
        let third = browser.send(.post, path, [:]).linkToken
        let viewer = Browser(site)
        #expect(viewer.signIn(tenant.people[.viewer]?.email ?? "").status == 200)
        let change: JSON = ["current": .string(TestShop.password), "new": "quite another one"]
        #expect(viewer.send(.post, "/api/profile/password", change).status == 200)
        #expect(reset(third).status == 404)
    }

    @Test func `a weak password leaves the link as it is`() {
        let token = makeLink(for: "viewer").linkToken
        for weak in ["short", tenant.people[.viewer]?.email ?? ""] {
            let answer = reset(token, weak)
            #expect(answer.status == 422, "\(weak)")
            #expect(answer.text.contains("password: "))
        }
        #expect(reset(token).status == 200)
    }

    @Test func `whoever belongs to others as well is not reset by one owner`() throws {
        let other = try site.tenant()
        let viewer = try #require(tenant.people[.viewer])
        let people = PeopleStore(database: Database(site.database.work))
        let before = makeLink(for: "viewer").linkToken
        try people.join(viewer.id, to: other.shop.organisation, as: .viewer, at: site.clock.now)
        #expect(makeLink(for: "viewer").status == 409)
        #expect(reset(before).status == 404, "a link from before would let in there, too")
        let owner = try #require(tenant.people[.owner])
        try people.join(owner.id, to: other.shop.organisation, as: .owner, at: site.clock.now)
        #expect(makeLink(for: "viewer").status == 201)
    }

    @Test func `an owner who was made less leaves no way in behind`() throws {
        let token = makeLink(for: "viewer").linkToken
        let owner = try #require(tenant.people[.owner])
        try PeopleStore(database: Database(site.database.work))
            .join(owner.id, to: tenant.shop.organisation, as: .admin, at: site.clock.now)
        #expect(reset(token).status == 404)
    }

    @Test func `one's own password is changed in the profile`() {
        #expect(makeLink(for: "owner").status == 409)
    }

    @Test func `who was removed gets no link`() {
        #expect(makeLink(for: "gone").status == 404)
    }
}
