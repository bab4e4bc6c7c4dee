import Cryptography
import Domain
import HTTP
import JSON
import MariaDB
import Storage
import Support
import Testing

@testable import Web

/// One's own e-mail address: changed at once, or by a link where mails can be sent.
@Suite struct EmailTests {
    private let site: TestSite
    private let posting: TestSite
    private let tenant: Tenant

    init() throws {
        site = try TestSite()
        posting = try TestSite(clock: site.clock, sendsMail: true)
        tenant = try site.tenant()
    }

    private var old: String { tenant.people[.analyst]?.email ?? "" }
    private var new: String { "new@\(tenant.shop.organisation.text).example" }

    private func browser(at site: TestSite) -> Browser {
        let browser = Browser(site)
        #expect(browser.signIn(old).status == 200)
        return browser
    }

    private func change(
        _ browser: Browser,
        to email: String? = nil,
        _ password: String = TestShop.password
    ) -> TestAnswer {
        browser.send(
            .post,
            "/api/profile/email",
            ["email": .string(email ?? new), "password": .string(password)]
        )
    }

    private func confirm(_ token: String) -> TestAnswer {
        Browser(posting).send(.post, "/api/email/confirm", ["token": .string(token)])
    }

    /// The token of the link that the newest mail to an address carries.
    private func mailedToken(to email: String) throws -> String {
        let row: (MailRecord.ID, String)? = try Database(site.database.work).row(
            """
            SELECT id, sealed_link FROM mails
            WHERE recipient = \(email) AND kind = 'email' ORDER BY id DESC LIMIT 1
            """
        )
        let (id, sealed) = try #require(row)
        let context = MailRecord.context(of: id)
        let opened = try site.services.secrets.open(sealed, context: context)
        let link = String(decoding: opened, as: UTF8.self)
        #expect(link.hasPrefix("\(TestSite.publicURL)/email#"))
        return try #require(link.split(separator: "#").last.map(String.init))
    }

    private func log(_ action: String) -> [JSON] {
        site.call(.get, "/api/audit?action=\(action)", as: .owner, of: tenant)
            .json["entries"]?.elements ?? []
    }

    @Test func `without mails it holds at once, and every other session ends`() throws {
        let browser = browser(at: site)
        let changed = change(browser, to: " \(new.uppercased()) ")
        #expect(changed.status == 200, "\(changed.text)")
        #expect(changed.json["profile"]?["email"] == .string(new))
        #expect(changed.json["profile"]?["new_email"] == .null)
        #expect(changed.json["profile"]?["created_at"]?.text?.hasSuffix("Z") == true)
        #expect(browser.session.json["person"]?["email"] == .string(new))
        #expect(site.call(.get, "/api/session", as: .analyst, of: tenant).status == 401)
        #expect(Browser(site).signIn(old).status == 401)
        #expect(Browser(site).signIn(new).status == 200)
        let entry = try #require(log("email").first)
        #expect(entry["before"] == ["email": .string(old)])
        #expect(entry["after"] == ["email": .string(new)])
    }

    @Test func `it takes the password, and an address that is nobody's`() throws {
        let browser = browser(at: site)
        #expect(change(browser, to: new, "wrong").status == 403)
        let taken = try #require(tenant.people[.owner]?.email)
        #expect(change(browser, to: taken).status == 409)
        for odd in ["no address", old, ""] {
            let refused = change(browser, to: odd)
            #expect(refused.status == 422)
            #expect(refused.text.contains("email: "))
        }
        #expect(browser.session.json["person"]?["email"] == .string(old))
    }

    @Test func `with mails it holds once the link was followed, and only once`() throws {
        let browser = browser(at: posting)
        let asked = change(browser)
        #expect(asked.status == 200, "\(asked.text)")
        #expect(asked.json["profile"]?["email"] == .string(old))
        #expect(asked.json["profile"]?["new_email"] == .string(new))
        #expect(Browser(posting).signIn(new).status == 401)
        let token = try mailedToken(to: new)
        let other = self.browser(at: posting)
        let confirmed = confirm(token)
        #expect(confirmed.json["email"] == .string(new), "\(confirmed.text)")
        #expect(browser.session.json["person"]?["email"] == .string(new), "who asked stays")
        #expect(other.session.status == 401)
        #expect(confirm(token).status == 404)
        let told = try site.database.count(
            "SELECT COUNT(*) FROM mails WHERE kind = 'email_changed' AND recipient = \(old)"
        )
        #expect(told == 1)
        #expect(log("email").map { $0["action"] } == ["email.changed", "email.link"])
        #expect(log("email")[0]["by"]?["name"] == "The analyst")
    }

    @Test func `a link ends by time and by another`() throws {
        let browser = browser(at: posting)
        _ = change(browser)
        let first = try mailedToken(to: new)
        _ = change(browser)
        #expect(confirm(first).status == 404)
        let second = try mailedToken(to: new)
        site.clock.advance(by: EmailChangeStore.lifetime)
        #expect(confirm(second).status == 404)
        #expect(Browser(posting).signIn(old).status == 200)
    }

    @Test func `nobody learns by it whose an address is, and takes none away`() throws {
        let taken = try #require(tenant.people[.owner]?.email)
        let asked = change(browser(at: posting), to: taken)
        #expect(asked.status == 200)
        #expect(confirm(try mailedToken(to: taken)).status == 409)
        #expect(Browser(posting).signIn(taken).status == 200)
    }

    @Test func `nobody's letter box is filled from here`() {
        let browser = browser(at: posting)
        let answers = (0..<6).map { _ in change(browser) }
        #expect(answers.map(\.status) == [200, 200, 200, 200, 200, 429])
        #expect(answers.last?.headers("retry-after").isEmpty == false)
    }
}
