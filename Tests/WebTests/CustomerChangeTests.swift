import Domain
import HTTP
import JSON
import MariaDB
import Storage
import Support
import Testing

@testable import Web

@Suite struct CustomerChangeTests {
    private let site: TestSite
    private let tenant: Tenant

    init() throws {
        site = try TestSite()
        tenant = try site.tenant()
    }

    private func put(_ body: String, to customer: String = "@customer") -> TestAnswer {
        site.call(.put, "/api/customers/\(customer)", as: .analyst, of: tenant, body: body)
    }

    private func jobs(_ kind: String) throws -> Int {
        try site.database.count(
            """
            SELECT COUNT(*) FROM jobs
            WHERE organisation_id = \(tenant.shop.organisation) AND kind = \(kind)
            """
        )
    }

    /// Another customer, whom an address names.
    private func addOther() throws -> Int64 {
        let id: Customer.ID = TestShop.ids.next()
        let work = Database(site.database.work)
        let organisation = tenant.shop.organisation
        try work.execute(
            """
            INSERT INTO customers (organisation_id, id, name, first_seen_at, last_seen_at, stage,
                stage_at, furthest_stage)
            VALUES (\(organisation), \(id), 'Kofi', NOW(), NOW(), 1, NOW(), 1)
            """
        )
        try work.execute(
            """
            INSERT INTO identities (organisation_id, id, kind, connection_id, value, customer_id)
            VALUES (\(organisation), \(id), 2, 0, 'kofi@kente.example', \(id))
            """
        )
        return id.number
    }

    @Test func `what is typed shows at once, with who typed it, and is told in the log`() throws {
        let answer = put(
            #"{"name":" Ama Owusu ","email":"AMA@New.example","phone":"+233 20 000-2557","x":1}"#
        )
        #expect(answer.status == 200, "\(answer.text)")
        let customer = try #require(answer.json["customer"])
        #expect(customer["name"] == "Ama Owusu")
        #expect(customer["email"] == "ama@new.example")
        #expect(customer["phone"] == "+233200002557")
        #expect(customer["typed"]?["name"]?["by"]?["name"] == "The analyst")
        #expect(try jobs("edit_customer") == 3)
        let log = site.call(.get, "/api/audit?action=customer", as: .owner, of: tenant)
        let entry = try #require(log.json["entries"]?.elements?.first)
        #expect(entry["action"] == "customer.changed")
        #expect(entry["before"]?["name"] == "Ama Mensah")
        #expect(entry["after"]?["phone"] == "+233200002557")
    }

    @Test func `what stands already is no change, and what is not named stays`() throws {
        _ = put(#"{"name":"Ama Owusu"}"#)
        let again = put(#"{"name":"Ama Owusu","email":null}"#)
        #expect(again.json["customer"]?["email"] == "ama@kente.example")
        #expect(try jobs("edit_customer") == 1)
    }

    @Test(arguments: [
        (#"{"email":"nobody"}"#, "email: an e-mail address"),
        (#"{"name":"  "}"#, "name: 1 to 255 characters"),
        (#"{"name":7}"#, "name: a text"),
        (#"{"phone":"\#(String(repeating: "1", count: 41))"}"#, "phone: 1 to 40 characters"),
        (#"{"nickname":"A"}"#, "body: name, email or phone"),
    ])
    func `what cannot be is refused at its field`(body: String, detail: String) throws {
        let answer = put(body)
        #expect(answer.status == 422)
        #expect(answer.json["details"] == [.string(detail)])
        #expect(try jobs("edit_customer") == 0)
    }

    @Test func `an address that is another customer's is refused with whose it is`() throws {
        let other = try addOther()
        let answer = put(#"{"name":"Kofi","email":"kofi@kente.example"}"#)
        #expect(answer.status == 409)
        #expect(answer.json["customer_id"] == .string(String(other)))
        #expect(try jobs("edit_customer") == 0)
    }

    @Test func `a customer who was merged away is edited as who they are now`() {
        let answer = put(#"{"name":"Ama Owusu"}"#, to: "@merged")
        #expect(answer.json["customer"]?["id"]?.text == tenant.names["customer"])
        #expect(answer.json["customer"]?["name"] == "Ama Owusu")
    }

    @Test func `two customers are merged by hand, and the request can be taken back`() throws {
        let other = try addOther()
        let path = "/api/customers/@customer/merge"
        func ask(_ body: String) -> TestAnswer {
            site.call(.post, path, as: .analyst, of: tenant, body: body)
        }
        let asked = ask(#"{"with":"\#(other)"}"#)
        #expect(asked.status == 202)
        #expect(try jobs("merge_customers") == 1)
        let merge = asked.json["merge_id"]?.text ?? ""
        let undo = "/api/merges/\(merge)/undo"
        #expect(site.call(.post, undo, as: .analyst, of: tenant, body: "{}").status == 202)
        #expect(site.call(.post, undo, as: .analyst, of: tenant, body: "{}").status == 404)
        #expect(ask(#"{"with":"@merged"}"#).status == 409)
        #expect(ask(#"{"with":"x"}"#).status == 422)
        #expect(ask("{}").status == 422)
    }

    @Test func `nobody merges with another organisation's customer`() throws {
        let foreign = try site.tenant().names["customer"] ?? ""
        let answer = site.call(
            .post,
            "/api/customers/@customer/merge",
            as: .owner,
            of: tenant,
            body: #"{"with":"\#(foreign)"}"#
        )
        #expect(answer.status == 404)
        #expect(try jobs("merge_customers") == 0)
    }
}
