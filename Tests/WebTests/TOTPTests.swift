import Cryptography
import Domain
import HTTP
import JSON
import MariaDB
import Storage
import Support
import Testing

@testable import Web

@Suite struct TOTPTests {
    private let site: TestSite
    private let tenant: Tenant
    private let browser: Browser

    init() throws {
        site = try TestSite()
        tenant = try site.tenant()
        browser = Browser(site)
    }

    private var email: String { tenant.people[.analyst]?.email ?? "" }
    private var proof: JSON { ["password": .string(TestShop.password)] }

    /// What an app would show now, or some steps later.
    private func code(_ secret: [UInt8], later steps: Int64 = 0) -> String {
        let step = TimeCode.step(atSecond: site.clock.now.seconds) + steps
        return TimeCode(secret: secret).code(ofStep: step)
    }

    /// Reads the secret as an app would.
    private func secret(_ answer: TestAnswer) throws -> [UInt8] {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
        let text = try #require(answer.json["secret"]?.text)
        let bits = try text.map { String(try #require(letters.firstIndex(of: $0)), radix: 2) }
            .map { String(repeating: "0", count: 5 - $0.count) + $0 }.joined()
        let bytes = Array(bits)
        return try stride(from: 0, to: bytes.count / 8 * 8, by: 8).map { start in
            try #require(UInt8(String(bytes[start..<start + 8]), radix: 2))
        }
    }

    /// Signs in, switches the second factor on, and tells the secret and the recovery codes.
    private func switchOn() throws -> (secret: [UInt8], codes: [String]) {
        #expect(browser.signIn(email).status == 200)
        let prepared = browser.send(.post, "/api/profile/totp", proof)
        #expect(prepared.status == 200, "\(prepared.text)")
        let secret = try secret(prepared)
        let confirmed = browser.send(
            .post,
            "/api/profile/totp/confirm",
            ["code": .string(code(secret))]
        )
        #expect(confirmed.status == 200, "\(confirmed.text)")
        return (secret, (confirmed.json["recovery_codes"]?.elements ?? []).compactMap(\.text))
    }

    @Test func `once it is on, a new address takes a code as well`() throws {
        let (secret, _) = try switchOn()
        let new = "new@\(tenant.shop.organisation.text).example"
        func change(_ code: String?) -> TestAnswer {
            let body: JSON = [
                "email": .string(new), "password": .string(TestShop.password),
                "code": .optional(code),
            ]
            return browser.send(.post, "/api/profile/email", body)
        }
        #expect(change(nil).json["code_required"] == true)
        let wrong = change("000000")
        #expect(wrong.status == 403)
        #expect(wrong.json["code_wrong"] == true)
        #expect(change(code(secret, later: 1)).status == 200)
        #expect(browser.session.json["person"]?["email"] == .string(new))
    }

    @Test func `once it is on, a password alone is not enough`() throws {
        let (secret, codes) = try switchOn()
        #expect(codes.count == 10)
        #expect(browser.session.json["person"]?["totp"] == true)
        let other = Browser(site)
        let asked = other.signIn(email)
        #expect(asked.status == 401)
        #expect(asked.json["code_required"] == true)
        #expect(asked.json["code_wrong"] == nil)
        #expect(asked.headers("set-cookie").isEmpty)
        let wrong = other.signIn(email, code: "000000")
        #expect(wrong.status == 401)
        #expect(wrong.json["code_wrong"] == true)
        #expect(
            other.signIn(email, "wrong", code: code(secret, later: 1)).json["code_required"] == nil
        )
        #expect(other.signIn(email, code: code(secret, later: 1)).status == 200)
    }

    @Test func `a code is taken once, and none from before it`() throws {
        let (secret, _) = try switchOn()
        #expect(Browser(site).signIn(email, code: code(secret)).status == 401, "it confirmed")
        #expect(Browser(site).signIn(email, code: code(secret, later: 1)).status == 200)
        #expect(Browser(site).signIn(email, code: code(secret, later: 1)).status == 401)
        #expect(Browser(site).signIn(email, code: code(secret)).status == 401)
        site.clock.advance(by: .seconds(60))
        let spaced = code(secret).prefix(3) + " " + code(secret).suffix(3)
        #expect(Browser(site).signIn(email, code: String(spaced)).status == 200)
    }

    @Test func `a recovery code lets in once`() throws {
        let (_, codes) = try switchOn()
        let first = try #require(codes.first)
        #expect(Browser(site).signIn(email, code: first.uppercased()).status == 200)
        #expect(Browser(site).signIn(email, code: first).status == 401)
        let left = browser.send(.get, "/api/profile").json["profile"]?["totp"]
        #expect(left?["recovery_codes_left"] == 9)
        #expect(left?["on"] == true)
    }

    @Test func `new recovery codes end the old ones`() throws {
        let (_, codes) = try switchOn()
        let renewed = browser.send(.post, "/api/profile/totp/recovery-codes", proof)
        #expect(renewed.json["recovery_codes"]?.elements?.count == 10)
        #expect(Browser(site).signIn(email, code: codes.first).status == 401)
        let fresh = renewed.json["recovery_codes"]?.elements?.first?.text
        #expect(Browser(site).signIn(email, code: fresh).status == 200)
    }

    @Test func `switching it on ends the sessions that began without it`() throws {
        _ = try switchOn()
        #expect(site.call(.get, "/api/session", as: .analyst, of: tenant).status == 401)
        #expect(browser.session.status == 200)
    }

    @Test func `until its first code it is not asked for`() throws {
        #expect(browser.signIn(email).status == 200)
        #expect(browser.send(.post, "/api/profile/totp/confirm", ["code": "000000"]).status == 409)
        let secret = try secret(browser.send(.post, "/api/profile/totp", proof))
        let wrong = browser.send(.post, "/api/profile/totp/confirm", ["code": "000000"])
        #expect(wrong.status == 422)
        #expect(Browser(site).signIn(email).status == 200)
        let again = try self.secret(browser.send(.post, "/api/profile/totp", proof))
        #expect(again != secret)
        let old: JSON = ["code": .string(code(secret))]
        #expect(browser.send(.post, "/api/profile/totp/confirm", old).status == 422)
    }

    @Test func `it is switched on and off with the password only`() throws {
        let (secret, _) = try switchOn()
        #expect(browser.send(.post, "/api/profile/totp", proof).status == 409)
        let wrong: JSON = ["password": "wrong"]
        #expect(browser.send(.post, "/api/profile/totp/off", wrong).status == 403)
        #expect(browser.send(.post, "/api/profile/totp/off", proof).status == 200)
        #expect(Browser(site).signIn(email).status == 200)
        #expect(!secret.isEmpty)
        let rows = try site.database.count(
            """
            SELECT (SELECT COUNT(*) FROM totp_secrets t JOIN people p ON p.id = t.person_id
                    WHERE p.email = \(email))
                + (SELECT COUNT(*) FROM recovery_codes r JOIN people p ON p.id = r.person_id
                    WHERE p.email = \(email))
            """
        )
        #expect(rows == 0)
    }

    @Test func `the secret is sealed in the database, for its person only`() throws {
        let (secret, codes) = try switchOn()
        let person = try #require(tenant.people[.analyst])
        let store = SecondFactorStore(database: Database(site.database.gate))
        let sealed = try #require(try store.sealedSecret(of: person.id))
        #expect(sealed.hasPrefix("v1."))
        let context = "totp_secrets/\(person.id.text)"
        #expect(try site.services.secrets.open(sealed, context: context) == secret)
        #expect(throws: SecretBox.Fault.forged) {
            try site.services.secrets.open(sealed, context: "totp_secrets/1")
        }
        let plain = try site.database.count(
            "SELECT COUNT(*) FROM recovery_codes WHERE code_hash = \(codes.first ?? "")"
        )
        #expect(plain == 0)
    }

    @Test func `an app finds its account in the link`() throws {
        #expect(browser.signIn(email).status == 200)
        let answer = browser.send(.post, "/api/profile/totp", proof)
        let secret = try #require(answer.json["secret"]?.text)
        let account = email.split(separator: "@").joined(separator: "%40")
        #expect(
            answer.json["uri"]
                == .string(
                    "otpauth://totp/Waymark:\(account)?secret=\(secret)&issuer=Waymark"
                        + "&algorithm=SHA1&digits=6&period=30"
                )
        )
    }
}
