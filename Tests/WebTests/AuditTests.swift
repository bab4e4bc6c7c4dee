import Domain
import HTTP
import JSON
import MariaDB
import Storage
import Support
import Testing

@testable import Web

@Suite struct AuditTests {
    private let site: TestSite
    private let tenant: Tenant

    init() throws {
        site = try TestSite()
        tenant = try site.tenant()
    }

    private func log(_ query: String = "") -> [JSON] {
        let answer = site.call(.get, "/api/audit\(query)", as: .admin, of: tenant)
        #expect(answer.status == 200, "\(answer.text)")
        return answer.json["entries"]?.elements ?? []
    }

    private func rename(_ name: String) {
        site.call(
            .patch,
            "/api/connections/@connection",
            as: .owner,
            of: tenant,
            body: #"{"name":"\#(name)"}"#
        )
    }

    @Test func `an entry says who did what, when, from where, before and after`() throws {
        rename("Till")
        let entry = try #require(log("?action=connection.changed").first)
        #expect(entry["at"] == .string(site.clock.now.iso8601))
        #expect(entry["by"]?["kind"] == "person")
        #expect(entry["by"]?["name"] == "The owner")
        #expect(entry["by"]?["id"] == .string(tenant.people[.owner]?.id.text ?? ""))
        #expect(entry["address"] == "192.0.2.1")
        #expect(entry["request_id"] == "r-1")
        #expect(entry["subject"]?["kind"] == "connection")
        #expect(entry["subject"]?["id"] == .string(tenant.shop.connection.text))
        #expect(entry["before"]?["name"] == "Main")
        #expect(entry["after"]?["name"] == "Till")
    }

    /// Every line of the table of access that changes something, and what the log says of it.
    @Test(arguments: [
        ("POST /api/logout", "session.closed"),
        ("POST /api/session/organisation", "session.switched"),
        ("DELETE /api/sessions", "session.ended"), ("DELETE /api/sessions/{id}", "session.ended"),
        ("PATCH /api/profile", "profile.changed"),
        ("PATCH /api/organisation", "organisation.changed"),
        ("PATCH /api/members/{id}", "member.role_changed"),
        ("DELETE /api/members/{id}", "member.removed"),
        ("POST /api/members/{id}/restore", "member.restored"),
        ("POST /api/members/{id}/reset", "password.reset_link"),
        ("POST /api/invitations", "invitation.made"),
        ("DELETE /api/invitations/{id}", "invitation.withdrawn"),
        ("GET /api/audit/export", "audit.exported"),
        ("POST /api/merges/{id}/undo", "merge.undone"),
        ("PUT /api/customers/{id}", "customer.changed"),
        ("PUT /api/customers/{id}/tags/{tag}", "customer.tagged"),
        ("POST /api/customers/{id}/notes", "note.made"),
        ("DELETE /api/customers/{id}/notes/{note}", "note.removed"),
        ("POST /api/customers/{id}/notes/{note}/restore", "note.restored"),
        ("POST /api/connections", "connection.made"),
        ("PATCH /api/connections/{id}", "connection.changed"),
        ("POST /api/connections/{id}/secrets", "secret.made"),
        ("DELETE /api/connections/{id}/secrets/{secret}", "secret.removed"),
        ("POST /api/webhooks/deliveries/{id}/retry", "delivery.replayed"),
        ("POST /api/webhooks/deliveries/{id}/handled", "delivery.handled"),
        ("POST /api/webhooks/recover", "delivery.replayed"),
        ("POST /api/tokens", "token.made"), ("DELETE /api/tokens/{id}", "token.revoked"),
    ]) func `what changes something is written down`(route: String, action: String) throws {
        let line = try #require(AccessTests.lines.first { $0.route == route })
        let answer = site.call(line.method, line.path, as: .owner, of: tenant, body: line.body)
        #expect(answer.status == line.status)
        let entries = log()
        #expect(entries.map { $0["action"] } == [.string(action)])
        #expect(entries.first?["by"]?["name"] == "The owner")
    }

    @Test func `no entry holds a secret`() throws {
        let made = site.call(
            .post,
            "/api/connections",
            as: .owner,
            of: tenant,
            body: #"{"name":"New","scheme":"github","secret":"a secret of ours 1234"}"#
        )
        let token = site.call(
            .post,
            "/api/tokens",
            as: .owner,
            of: tenant,
            body: #"{"name":"New","scopes":["read"]}"#
        )
        let text = site.call(.get, "/api/audit", as: .owner, of: tenant).text
        #expect(made.status == 201)
        #expect(!text.contains("a secret of ours"))
        #expect(!text.contains(try #require(token.json["token"]?.text)))
    }

    @Test func `sign-ins are written down, good ones and bad ones`() throws {
        let (browser, viewer) = (Browser(site), try #require(tenant.people[.viewer]))
        #expect(browser.signIn(viewer.email, "wrong").status == 401)
        #expect(browser.signIn(viewer.email).status == 200)
        let entries = log("?action=session")
        #expect(entries.map { $0["action"] } == ["session.opened", "session.refused"])
        #expect(entries[0]["by"]?["name"] == "The viewer")
        #expect(entries[0]["address"] == .string(browser.address))
        #expect(entries[1]["by"]?["kind"] == "nobody")
        #expect(entries[1]["subject"]?["name"] == "The viewer")
        #expect(entries[1]["after"]?["wrong"] == "password")
    }

    @Test func `a refused sign-in of nobody is no organisation's`() throws {
        let browser = Browser(site)
        #expect(browser.signIn("nobody@\(tenant.shop.organisation.text).example").status == 401)
        #expect(log().isEmpty)
        let count = try site.database.count(
            """
            SELECT COUNT(*) FROM audit_entries
            WHERE organisation_id = 0 AND address = \(browser.address)
            """
        )
        #expect(count == 1)
    }

    @Test func `programs are named by their token`() {
        site.call(
            .post,
            "/api/webhooks/recover",
            as: .writer,
            of: tenant,
            body: #"{"state":"dead"}"#
        )
        let by = log().first?["by"]
        #expect(by?["kind"] == "token")
        #expect(by?["name"] == "A program")
    }

    @Test func `the log is filtered by action, group, person and time, and goes on`() throws {
        for name in ["A", "B", "C"] {
            rename(name)
            site.clock.advance(by: .seconds(1))
        }
        site.call(.patch, "/api/organisation", as: .admin, of: tenant, body: #"{"name":"X"}"#)
        #expect(log().count == 4)
        #expect(log("?action=connection").count == 3)
        #expect(log("?action=connection.changed").count == 3)
        #expect(log("?action=connection.made").isEmpty)
        #expect(log("?person=\(tenant.people[.admin]?.id.text ?? "")").count == 1)
        let start = (site.clock.now - .seconds(2)).iso8601
        #expect(log("?from=\(start)").count == 3)
        #expect(log("?to=\(start)").count == 1)
        let day = site.clock.now.iso8601.prefix(10)
        #expect(log("?from=\(day)&to=\(day)").count == 4)
        #expect(log("?to=2020-01-31").isEmpty)
        let first = site.call(.get, "/api/audit?limit=3", as: .admin, of: tenant)
        let cursor = try #require(first.json["next_cursor"]?.text)
        let names = log("?limit=3&cursor=\(cursor)").map { $0["after"]?["name"] }
        #expect(names == ["A"])
        let second = site.call(.get, "/api/audit?limit=3&cursor=\(cursor)", as: .admin, of: tenant)
        let back = try #require(second.json["previous_cursor"]?.text)
        #expect(log("?limit=3&cursor=\(back)") == first.json["entries"]?.elements)
    }

    @Test(arguments: [
        "action=member.nothing", "action=%25", "person=x", "from=today", "to=2026", "cursor=x",
        "from=2026-02-01&to=2026-01-31",
    ]) func `a filter that cannot be read is malformed`(query: String) {
        #expect(site.call(.get, "/api/audit?\(query)", as: .admin, of: tenant).status == 400)
    }
}
