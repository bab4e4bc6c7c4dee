import HTTP
import JSON
import MariaDB
import Support
import Testing

@testable import Web

@Suite struct TokenControllerTests {
    private let site: TestSite
    private let tenant: Tenant

    init() throws {
        site = try TestSite()
        tenant = try site.tenant()
    }

    private func create(_ body: String) -> TestAnswer {
        site.call(.post, "/api/tokens", as: .owner, of: tenant, body: body)
    }

    private func status(_ token: String) -> Int {
        site.call(.get, "/api/customers", headers: [("Authorization", "bearer \(token)")]).status
    }

    @Test func `a token is shown once, counts at once, and ends when it is revoked`() throws {
        let made = create(#"{"name":" Export ","scopes":["read","read"]}"#)
        #expect(made.status == 201, "\(made.text)")
        let token = try #require(made.json["token"]?.text)
        #expect(token.hasPrefix("wm_"))
        #expect(status(token) == 200)

        let list = site.call(.get, "/api/tokens", as: .admin, of: tenant)
        #expect(!list.text.contains(token))
        let newest = try #require(list.json["tokens"]?.elements?.first)
        #expect(newest["name"] == " Export ")
        #expect(newest["scopes"] == ["read"])
        #expect(newest["hint"]?.text == String(token.prefix(11)) + "…")
        #expect(newest["last_used_at"] != .null)
        #expect(newest["expires_at"] == .null)

        let id = try #require(newest["id"]?.text)
        let path = "/api/tokens/\(id)"
        #expect(site.call(.delete, path, as: .owner, of: tenant).status == 200)
        #expect(status(token) == 401)
        #expect(site.call(.delete, path, as: .owner, of: tenant).status == 404)
        #expect(!site.call(.get, "/api/tokens", as: .admin, of: tenant).text.contains(id))
    }

    @Test func `the database keeps only a token's hash`() throws {
        let token = try #require(create(#"{"name":"a","scopes":["write"]}"#).json["token"]?.text)
        let count = try site.database.count(
            """
            SELECT COUNT(*) FROM api_tokens WHERE organisation_id = \(tenant.shop.organisation)
                AND token_hash = UNHEX(SHA2(\(token), 256)) AND scopes = 'write'
            """
        )
        #expect(count == 1)
    }

    @Test func `a token ends on its day`() throws {
        let made = create(#"{"name":"a","scopes":["read"],"expires_in_days":1}"#)
        let token = try #require(made.json["token"]?.text)
        site.clock.advance(by: .seconds(86_399))
        #expect(status(token) == 200)
        site.clock.advance(by: .seconds(1))
        #expect(status(token) == 401)
    }

    @Test func `a token with one letter changed lets nobody in`() throws {
        let token = try #require(create(#"{"name":"a","scopes":["read"]}"#).json["token"]?.text)
        #expect(status(String(token.dropLast()) + (token.hasSuffix("a") ? "b" : "a")) == 401)
        #expect(status(token.uppercased()) == 401)
        #expect(status(token + " ") == 401)
    }

    @Test(arguments: [
        ("{}", ["name: required", "scopes: required"]),
        (
            #"{"name":"","scopes":[],"expires_in_days":0}"#,
            [
                "name: 1 to 120 characters", "scopes: a list of read, write, export",
                "expires_in_days: a whole number from 1 to 3650",
            ]
        ),
        (
            #"{"name":7,"scopes":["read","admin"],"expires_in_days":3651}"#,
            [
                "name: a text", "scopes: a list of read, write, export",
                "expires_in_days: a whole number from 1 to 3650",
            ]
        ),
        (
            #"{"name":"a","scopes":"read","expires_in_days":"1"}"#,
            [
                "scopes: a list of read, write, export",
                "expires_in_days: a whole number from 1 to 3650",
            ]
        ),
        (#"{"name":"a","scopes":[1]}"#, ["scopes: a list of read, write, export"]),
    ]) func `all faults of a body are told at once`(body: String, details: [String]) throws {
        let before = try site.database.fingerprint(of: tenant.shop.organisation)
        let answer = create(body)
        #expect(answer.status == 422)
        #expect(answer.json["details"] == .array(details.map { .string($0) }))
        #expect(try site.database.fingerprint(of: tenant.shop.organisation) == before)
    }
}
