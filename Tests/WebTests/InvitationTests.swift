import Domain
import HTTP
import JSON
import MariaDB
import Storage
import Support
import Testing

@testable import Web

@Suite struct InvitationTests {
    private let site: TestSite
    private let tenant: Tenant

    init() throws {
        site = try TestSite()
        tenant = try site.tenant()
    }

    private var guest: String { "guest@\(tenant.shop.organisation.text).example" }

    private func invite(
        _ role: String = "analyst",
        email: String? = nil,
        as caller: TestCaller = .owner
    ) -> TestAnswer {
        let body: JSON = ["role": .string(role), "email": .optional(email)]
        return site.call(
            .post,
            "/api/invitations",
            as: caller,
            of: tenant,
            body: String(decoding: body.serialised(), as: UTF8.self)
        )
    }

    private func accept(
        _ token: JSON,
        email: String? = nil,
        with browser: Browser
    ) -> TestAnswer {
        browser.send(
            .post,
            "/api/invitations/accept",
            [
                "token": token, "name": "New Person", "email": .optional(email ?? guest),
                "password": .string(TestShop.password),
            ]
        )
    }

    private func look(_ token: JSON) -> TestAnswer {
        Browser(site).send(.post, "/api/invitations/open", ["token": token])
    }

    @Test func `a link shows what it invites to, lets in once and signs in`() {
        let invited = invite(email: guest)
        #expect(invited.json["link"]?.text?.hasPrefix("\(TestSite.publicURL)/join#") == true)
        let token = invited.linkToken
        let shown = look(token)
        #expect(shown.json["invitation"]?["role"] == "analyst")
        #expect(shown.json["invitation"]?["organisation"]?["name"] == "Shop")
        #expect(shown.json["invitation"]?["invited_by"] == "The owner")
        #expect(shown.json["invitation"]?["email"] == .string(guest))
        let browser = Browser(site)
        let accepted = accept(token, email: "", with: browser)
        #expect(accepted.status == 422, "an empty address is no address")
        let joined = accept(token, with: browser)
        #expect(joined.status == 200, "\(joined.text)")
        #expect(joined.json["organisation"]?["role"] == "analyst")
        #expect(browser.session.json["person"]?["email"] == .string(guest))
        #expect(look(token).status == 404)
        #expect(accept(token, email: "x@y.example", with: Browser(site)).status == 404)
        #expect(Browser(site).signIn(guest).status == 200)
    }

    @Test func `the database keeps only the hash of a link's token`() throws {
        let token = try #require(invite().linkToken.text)
        #expect(token.utf8.count == 43)
        let count = try site.database.count(
            "SELECT COUNT(*) FROM invitations WHERE token_hash = UNHEX(SHA2(\(token), 256))"
        )
        #expect(count == 1)
    }

    @Test func `lists show open invitations and never their links`() throws {
        let invited = invite(email: guest)
        let token = try #require(invited.linkToken.text)
        let list = site.call(.get, "/api/invitations", as: .admin, of: tenant)
        #expect(list.json["invitations"]?.elements?.first == invited.json["invitation"])
        #expect(!list.text.contains(token))
    }

    @Test func `an invitation ends by time, by withdrawal and by another to the same address`() {
        let first = invite(email: guest).linkToken
        let second = invite("viewer", email: guest)
        #expect(look(first).status == 404)
        #expect(look(second.linkToken).status == 200)
        let id = second.json["invitation"]?["id"]?.text ?? ""
        let path = "/api/invitations/\(id)"
        #expect(site.call(.delete, path, as: .owner, of: tenant).status == 200)
        #expect(site.call(.delete, path, as: .owner, of: tenant).status == 404)
        #expect(look(second.linkToken).status == 404)
        let third = invite().linkToken
        site.clock.advance(by: .days(7) - .seconds(1))
        #expect(look(third).status == 200)
        site.clock.advance(by: .seconds(1))
        #expect(look(third).status == 404)
    }

    @Test func `admins invite everybody but owners`() {
        #expect(invite("admin", as: .admin).status == 201)
        #expect(invite("owner", as: .admin).status == 403)
        let offered = invite("owner")
        #expect(offered.status == 201)
        let path = "/api/invitations/\(offered.json["invitation"]?["id"]?.text ?? "")"
        #expect(site.call(.delete, path, as: .admin, of: tenant).status == 403)
    }

    @Test func `nobody who was removed or made less comes back by a link of their own`() {
        let (one, other) = (invite(as: .admin).linkToken, invite("viewer", as: .admin).linkToken)
        #expect(look(one).status == 200)
        let role = #"{"role":"analyst"}"#
        site.call(.patch, "/api/members/@admin", as: .owner, of: tenant, body: role)
        #expect(look(one).status == 404)
        #expect(accept(other, with: Browser(site)).status == 404)
        let list = site.call(.get, "/api/invitations", as: .owner, of: tenant)
        #expect(list.json["invitations"]?.elements?.count == 1)
    }

    @Test func `who has an account signs in and joins as oneself`() throws {
        let other = try site.tenant()
        let person = try #require(other.people[.viewer])
        let token = invite("admin").linkToken
        let browser = Browser(site)
        let refused = accept(token, email: person.email, with: browser)
        #expect(refused.status == 409)
        #expect(refused.json["sign_in_required"] == true)
        #expect(browser.signIn(person.email).status == 200)
        let joined = browser.send(.post, "/api/invitations/accept", ["token": token])
        #expect(joined.status == 200, "\(joined.text)")
        #expect(joined.json["organisation"]?["id"] == .string(tenant.shop.organisation.text))
        #expect(joined.json["organisation"]?["role"] == "admin")
        #expect(joined.json["organisations"]?.elements?.count == 2)
    }

    @Test func `an invitation for one address is for nobody else`() throws {
        let other = try site.tenant()
        let browser = Browser(site)
        #expect(browser.signIn(other.people[.viewer]?.email ?? "").status == 200)
        let token = invite(email: guest).linkToken
        #expect(browser.send(.post, "/api/invitations/accept", ["token": token]).status == 409)
        #expect(look(token).status == 200, "it was not used up")
    }

    @Test func `an invitation makes nobody less than they are`() {
        let browser = Browser(site)
        #expect(browser.signIn(tenant.people[.admin]?.email ?? "").status == 200)
        let token = invite("viewer").linkToken
        let joined = browser.send(.post, "/api/invitations/accept", ["token": token])
        #expect(joined.json["organisation"]?["role"] == "admin")
    }

    @Test func `a session counts for joining only with its token`() throws {
        let token = invite().linkToken
        let cookie = tenant.header(Tenant.cookie, of: .viewer)
        let body: JSON = ["token": token]
        let answer = site.call(
            .post,
            "/api/invitations/accept",
            body: String(decoding: body.serialised(), as: UTF8.self),
            headers: [cookie]
        )
        #expect(answer.status == 403)
        #expect(answer.text.contains("X-CSRF-Token"))
        #expect(look(token).status == 200)
    }

    @Test func `a browser whose session is over joins as somebody new`() throws {
        let token = invite().linkToken
        let browser = Browser(site)
        #expect(browser.signIn(tenant.people[.viewer]?.email ?? "").status == 200)
        site.clock.advance(by: .hours(13))
        #expect(accept(token, with: browser).status == 200, "the invitation lasts longer")
    }

    @Test func `who is a member already is not invited`() {
        #expect(invite(email: tenant.people[.viewer]?.email).status == 409)
    }

    @Test func `everything that is wrong is told at once`() {
        let answer = site.call(
            .post,
            "/api/invitations",
            as: .owner,
            of: tenant,
            body: #"{"email":"no address","role":"king","expires_in_days":31}"#
        )
        #expect(answer.status == 422)
        #expect(
            answer.json["details"] == [
                "email: an e-mail address", "role: one of owner, admin, analyst, viewer",
                "expires_in_days: a whole number from 1 to 30",
            ]
        )
        let weak = Browser(site).send(
            .post,
            "/api/invitations/accept",
            ["token": 7, "password": "aaaaaaaaaa"]
        )
        #expect(
            weak.json["details"] == [
                "token: a text", "name: required", "password: at least 5 different characters",
            ]
        )
    }
}
