import Domain
import HTTP
import JSON
import Storage
import Support
import Testing

@testable import Web

@Suite struct ProfileTests {
    private static let new = "a new and better one"

    private let site: TestSite
    private let tenant: Tenant
    private let browser: Browser

    init() throws {
        site = try TestSite()
        tenant = try site.tenant()
        browser = Browser(site)
    }

    private var email: String { tenant.people[.analyst]?.email ?? "" }

    private func change(_ current: String, to new: String) -> TestAnswer {
        browser.send(
            .post,
            "/api/profile/password",
            ["current": .string(current), "new": .string(new)]
        )
    }

    @Test func `a name is changed everywhere at once`() {
        #expect(browser.signIn(email).status == 200)
        let changed = browser.send(.patch, "/api/profile", ["name": "  Ama Mensah "])
        #expect(changed.json["profile"]?["name"] == "Ama Mensah")
        #expect(browser.session.json["person"]?["name"] == "Ama Mensah")
        #expect(browser.send(.patch, "/api/profile", ["name": " "]).status == 422)
    }

    @Test func `a new password ends every other session and goes on under a new token`() {
        #expect(browser.signIn(email).status == 200)
        let before = browser.headers
        let changed = change(TestShop.password, to: ProfileTests.new)
        #expect(changed.status == 200, "\(changed.text)")
        #expect(browser.session.status == 200)
        #expect(site.call(.get, "/api/session", headers: before).status == 401)
        #expect(site.call(.get, "/api/session", as: .analyst, of: tenant).status == 401)
        #expect(site.call(.get, "/api/session", as: .viewer, of: tenant).status == 200)
        #expect(Browser(site).signIn(email).status == 401)
        #expect(Browser(site).signIn(email, ProfileTests.new).status == 200)
    }

    @Test func `without the present password nothing is changed`() {
        #expect(browser.signIn(email).status == 200)
        #expect(change("wrong", to: ProfileTests.new).status == 403)
        #expect(Browser(site).signIn(email).status == 200)
    }

    @Test func `guessing at the present password ends like guessing at sign-in`() throws {
        #expect(browser.signIn(email).status == 200)
        let limits = SignInLimits(database: Database(site.database.gate))
        for _ in 0..<20 {
            try limits.noteFailure(
                id: TestShop.ids.next(),
                of: "account \(email)",
                at: site.clock.now
            )
        }
        let answer = change(TestShop.password, to: ProfileTests.new)
        #expect(answer.status == 429)
        #expect(answer.headers("retry-after") == ["3601"])
    }

    @Test(arguments: [
        ("short", "new: 10 to 1024 characters"),
        ("aaaaaaaaaaaa", "new: at least 5 different characters"),
        (TestShop.password, "new: another one than before"),
    ]) func `a password that will not do is told`(new: String, fault: String) {
        #expect(browser.signIn(email).status == 200)
        let answer = change(TestShop.password, to: new)
        #expect(answer.status == 422)
        #expect(answer.json["details"] == [.string(fault)])
        #expect(change(TestShop.password, to: email).status == 422)
    }
}
