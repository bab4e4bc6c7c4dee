import Domain
import HTTP
import JSON
import Storage
import Support
import Testing

@testable import Web

@Suite struct MemberTests {
    private let site: TestSite
    private let tenant: Tenant

    init() throws {
        site = try TestSite()
        tenant = try site.tenant()
    }

    @discardableResult
    private func call(
        _ method: HTTP.Method,
        _ path: String,
        as caller: TestCaller = .owner,
        _ body: String? = nil
    ) -> TestAnswer {
        site.call(method, path, as: caller, of: tenant, body: body)
    }

    private func setRole(_ role: String, of name: String, as caller: TestCaller) -> TestAnswer {
        call(.patch, "/api/members/@\(name)", as: caller, #"{"role":"\#(role)"}"#)
    }

    private func roles() -> [String: String] {
        let members = call(.get, "/api/members").json["members"]?.elements ?? []
        let pairs = members.map { ($0["name"]?.text ?? "", $0["role"]?.text ?? "") }
        return Dictionary(pairs) { first, _ in first }
    }

    @Test func `the team is listed by name, without those who were removed`() throws {
        let members = try #require(call(.get, "/api/members").json["members"]?.elements)
        #expect(
            members.map { $0["name"] } == ["The admin", "The analyst", "The owner", "The viewer"]
        )
        #expect(members.map { $0["you"] } == [false, false, true, false])
        #expect(members[0]["totp"] == false)
        #expect(members[0]["last_seen_at"]?.text != nil)
    }

    @Test func `how members sign in is shown to those who manage them`() throws {
        let members = try #require(
            call(.get, "/api/members", as: .viewer).json["members"]?.elements
        )
        for member in members {
            #expect(member["totp"] == .null)
            #expect(member["last_seen_at"] == .null)
        }
    }

    @Test(arguments: [
        ("admin", "analyst", "admin", 200), ("admin", "viewer", "analyst", 200),
        ("admin", "admin", "viewer", 200), ("admin", "analyst", "owner", 403),
        ("admin", "owner", "admin", 403), ("admin", "admin", "owner", 403),
        ("owner", "admin", "owner", 200), ("owner", "owner", "owner", 200),
        ("owner", "owner", "admin", 409),
    ])
    func `who may give which role`(caller: String, member: String, role: String, status: Int) throws
    {
        let before = roles()
        let answer = setRole(role, of: member, as: try #require(TestCaller(rawValue: caller)))
        #expect(answer.status == status, "\(answer.text)")
        let expected = status == 200 ? role : before["The \(member)"]
        #expect(roles()["The \(member)"] == expected)
    }

    @Test func `the last owner stays one until there is another`() {
        #expect(call(.delete, "/api/members/@owner").status == 409)
        #expect(setRole("owner", of: "admin", as: .owner).status == 200)
        #expect(setRole("viewer", of: "owner", as: .owner).status == 200)
        #expect(call(.delete, "/api/members/@admin", as: .admin).status == 409)
    }

    @Test func `admins remove members, but no owners`() {
        #expect(call(.delete, "/api/members/@owner", as: .admin).status == 403)
        #expect(call(.delete, "/api/members/@analyst", as: .admin).status == 200)
        #expect(call(.delete, "/api/members/@analyst", as: .admin).status == 404)
    }

    @Test func `who was removed is out at once, and back as before when it is taken back`() {
        #expect(call(.get, "/api/session", as: .analyst).status == 200)
        let removed = call(.delete, "/api/members/@analyst")
        #expect(removed.json["restorable_until"]?.text != nil)
        #expect(call(.get, "/api/session", as: .analyst).status == 401)
        #expect(roles()["The analyst"] == nil)
        #expect(call(.post, "/api/members/@analyst/restore", "{}").status == 200)
        #expect(call(.get, "/api/session", as: .analyst).status == 200)
        #expect(roles()["The analyst"] == "analyst")
        #expect(call(.post, "/api/members/@analyst/restore", "{}").status == 404)
    }

    @Test func `a removal is taken back within a day or not at all`() {
        call(.delete, "/api/members/@analyst")
        let browser = Browser(site)
        site.clock.advance(by: .days(1) - .seconds(1))
        #expect(browser.signIn(tenant.people[.owner]?.email ?? "").status == 200)
        let path = tenant.named("/api/members/@analyst/restore")
        site.clock.advance(by: .seconds(1))
        #expect(browser.send(.post, path, [:]).status == 404)
    }

    @Test func `admins do not take back owners`() {
        #expect(setRole("owner", of: "analyst", as: .owner).status == 200)
        #expect(call(.delete, "/api/members/@analyst").status == 200)
        #expect(call(.post, "/api/members/@analyst/restore", as: .admin, "{}").status == 403)
    }

    @Test(arguments: ["{}", #"{"role":"king"}"#, #"{"role":7}"#, #"{"role":null}"#])
    func `a role is one of four`(body: String) {
        let answer = call(.patch, "/api/members/@viewer", body)
        #expect(answer.status == 422)
        #expect(answer.text.contains("role: "))
    }
}
