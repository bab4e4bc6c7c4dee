import Domain
import HTTP
import JSON
import MariaDB
import Storage
import Support
import Testing

@testable import Web

@Suite struct ConnectionControllerTests {
    private let site: TestSite
    private let tenant: Tenant

    init() throws {
        site = try TestSite()
        tenant = try site.tenant()
    }

    private func create(_ body: String) -> TestAnswer {
        site.call(.post, "/api/connections", as: .admin, of: tenant, body: body)
    }

    private func change(_ body: String) -> TestAnswer {
        site.call(.patch, "/api/connections/@connection", as: .admin, of: tenant, body: body)
    }

    private var connection: JSON? {
        site.call(.get, "/api/connections/@connection", as: .viewer, of: tenant).json["connection"]
    }

    @Test func `a new connection can be posted to with the secret that is shown once`() throws {
        let answer = create(#"{"name":"Shop 2","scheme":"standard"}"#)
        #expect(answer.status == 201, "\(answer.text)")
        let secret = try #require(answer.json["secret"]?.text)
        #expect(secret.hasPrefix("whsec_"))
        let made = try #require(answer.json["connection"])
        #expect(made["name"] == "Shop 2")
        #expect(made["scheme"] == "standard")
        #expect(made["scheme_name"] == "Standard Webhooks")
        #expect(made["accepts_unsigned"] == false)
        #expect(made["is_default"] == false)
        #expect(made["paused"] == false)
        #expect(made["health"]?["state"] == "new")
        let key = try #require(made["key"]?.text)
        #expect(key.utf8.count == 32)
        #expect(
            made["url"] == .string("\(TestSite.publicURL)/api/webhook/customer-journey/\(key)")
        )
        let hint = try #require(made["secrets"]?.elements?.first?["hint"]?.text)
        #expect(hint == "••••" + secret.suffix(4))

        let list = site.call(.get, "/api/connections", as: .owner, of: tenant)
        #expect(list.json["connections"]?.elements?.count == 2)
        #expect(!list.text.contains(secret))
        #expect(!list.text.contains("sealed"))
    }

    @Test func `a secret opens in its own row only`() throws {
        let answer = create(#"{"name":"a","scheme":"github","secret":"a secret of the shop's"}"#)
        #expect(answer.json["secret"] == "a secret of the shop's")
        let id = try #require(answer.json["connection"]?["id"]?.text.flatMap(Connection.ID.init))
        let scope = try OwnScope(
            tenant.shop.organisation,
            on: Database(site.database.api)
        )
        let row = try #require(try ConnectionStore(scope).secrets(of: id).first)
        let context = SecretContext(
            organisation: tenant.shop.organisation,
            connection: id,
            secret: row.id
        )
        #expect(context.open(row.sealed, with: site.services.secrets) == "a secret of the shop's")
        #expect(!row.sealed.contains("shop"))
        let moved = SecretContext(
            organisation: tenant.shop.organisation,
            connection: id,
            secret: TestShop.ids.next()
        )
        #expect(moved.open(row.sealed, with: site.services.secrets) == nil)
    }

    @Test(arguments: [
        (
            "{}",
            ["name: required", "scheme: required"]
        ),
        (
            #"{"name":" ","scheme":"md5","accepts_unsigned":1,"secret":2}"#,
            [
                "name: 1 to 120 characters",
                "scheme: one of waymark, standard, stripe, github, bearer",
                "accepts_unsigned: true or false", "secret: a text",
            ]
        ),
        (
            #"{"name":null,"scheme":"waymark","secret":"short"}"#,
            [
                "name: required",
                "secret: must have 16 to 255 characters, without blanks around them",
            ]
        ),
        (
            #"{"name":"a","scheme":"standard","secret":"not base64 at all!!"}"#,
            ["secret: must be base64, with or without “whsec_” before it"]
        ),
    ]) func `all faults of a new connection are told at once`(
        body: String,
        details: [String]
    ) throws {
        let before = try site.database.fingerprint(of: tenant.shop.organisation)
        let answer = create(body)
        #expect(answer.status == 422)
        #expect(answer.json["details"] == .array(details.map { .string($0) }))
        #expect(try site.database.fingerprint(of: tenant.shop.organisation) == before)
    }

    @Test(arguments: [(120, 201), (121, 422)])
    func `a name has at most 120 characters, of whatever size`(length: Int, status: Int) {
        let name = String(repeating: "é", count: length)
        #expect(create(#"{"name":"\#(name)","scheme":"bearer"}"#).status == status)
    }

    @Test func `markup in a name stays what it is`() {
        let answer = create(#"{"name":"<b>&\u0000'\"\\</b>","scheme":"bearer"}"#)
        #expect(answer.json["connection"]?["name"] == "<b>&\u{0}'\"\\</b>")
    }

    @Test func `a change changes what it names and nothing else`() {
        #expect(change(#"{"name":"New name"}"#).status == 200)
        #expect(connection?["name"] == "New name")
        #expect(connection?["accepts_unsigned"] == false)
        #expect(change(#"{"accepts_unsigned":true,"paused":true}"#).status == 200)
        #expect(connection?["name"] == "New name")
        #expect(connection?["accepts_unsigned"] == true)
        #expect(connection?["paused"] == true)
        #expect(connection?["health"]?["state"] == "paused")
        #expect(change(#"{"paused":false,"is_default":true,"token":"mine"}"#).status == 200)
        #expect(connection?["paused"] == false)
        #expect(connection?["is_default"] == false)
        #expect(connection?["key"] == .string(tenant.names["key"] ?? ""))
        #expect(change("{}").status == 200)
    }

    @Test func `a change with faults changes nothing`() {
        let answer = change(#"{"name":"","accepts_unsigned":"yes","paused":0}"#)
        #expect(answer.status == 422)
        #expect(
            answer.json["details"] == [
                "name: 1 to 120 characters", "accepts_unsigned: true or false",
                "paused: true or false",
            ]
        )
        #expect(connection?["name"] == "Main")
    }
}
