import Domain
import HTTP
import JSON
import MariaDB
import Storage
import Support
import Testing

@testable import Web

@Suite struct DeliveryDetailTests {
    private let site: TestSite
    private let tenant: Tenant

    init() throws {
        site = try TestSite()
        tenant = try site.tenant()
    }

    private func delivery(_ name: String) throws -> JSON {
        let answer = site.call(
            .get,
            "/api/webhooks/deliveries/\(name)",
            as: .viewer,
            of: tenant
        )
        #expect(answer.status == 200, "\(answer.text)")
        return try #require(answer.json["delivery"])
    }

    /// Passed or not, and what is said of it.
    private func check(_ name: String, of delivery: JSON) -> (Bool?, String?) {
        let check = delivery["checks"]?.elements?.first { $0["name"] == .string(name) }
        return (check?["passed"]?.flag, check?["detail"]?.text)
    }

    private func replaceBody(_ name: String, with body: [UInt8]) throws {
        try Database(site.database.work).execute(
            """
            UPDATE deliveries SET body = \(body)
            WHERE organisation_id = \(tenant.shop.organisation)
                AND id = \(Int64(tenant.names[name] ?? "") ?? 0)
            """
        )
    }

    @Test func `a processed delivery shows its event and the attempt that made it`() throws {
        let delivery = try delivery("@processed")
        #expect(delivery["state"] == "processed")
        #expect(delivery["request"]?["method"] == "POST")
        #expect(delivery["request"]?["path"] == "/api/webhook/customer-journey/x")
        #expect(delivery["request"]?["body"] == .string(Tenant.body))
        #expect(delivery["request"]?["truncated"] == false)
        #expect(delivery["request_id"] == "r-1")
        #expect(
            delivery["tries"] == [
                ["number": 1, "at": nil, "outcome": "processed", "error": nil]
            ]
        )
        let result = try #require(delivery["result"])
        #expect(result["event_id"] == .string(tenant.names["event"] ?? ""))
        #expect(result["event"] == "page_viewed")
        #expect(result["stage"] == "consideration")
        #expect(result["customer"]?["id"] == .string(tenant.names["customer"] ?? ""))
        #expect(result["customer"]?["name"] == "Ama Mensah")
        #expect(result["repeated_of"] == .null)
        for name in ["signature", "json", "fields", "repetition"] {
            #expect(check(name, of: delivery).0 == true, "\(name)")
        }
    }

    @Test func `what lets callers in is masked`() throws {
        let headers = try delivery("@processed")["request"]?["headers"]
        #expect(
            headers == [
                ["content-type", "application/json"], ["authorization", "••••"],
                ["x-webhook-signature", "sha256=00"],
            ]
        )
    }

    @Test func `a delivery in quarantine shows every fault`() throws {
        let delivery = try delivery("@quarantined")
        #expect(delivery["result"] == .null)
        #expect(check("json", of: delivery).0 == true)
        let (passed, detail) = check("fields", of: delivery)
        #expect(passed == false)
        let lines = (detail ?? "").split(separator: "\n")
        #expect(lines.map { $0.prefix { $0 != ":" } } == ["event", "stage", "timestamp"])
    }

    @Test func `a dead delivery shows its failed attempts`() throws {
        let delivery = try delivery("@dead")
        #expect(delivery["state"] == "dead")
        #expect(delivery["reason"] == "it would not do")
        #expect(delivery["attempts"] == 12)
        let tries = try #require(delivery["tries"]?.elements)
        #expect(tries.count == 1)
        #expect(tries.first?["outcome"] == "failed")
        #expect(tries.first?["error"] == "no such luck")
        #expect(tries.first?["at"] == .string(site.clock.now.iso8601))
    }

    @Test func `a repetition names the delivery that brought its event`() throws {
        try replaceBody("dead", with: Array(Tenant.body.utf8))
        let delivery = try delivery("@dead")
        #expect(delivery["result"]?["repeated_of"] == .string(tenant.names["processed"] ?? ""))
        let detail = check("repetition", of: delivery).1 ?? ""
        #expect(detail.contains(tenant.names["processed"] ?? "?"))
    }

    @Test func `an unsigned delivery says that it was taken as such`() throws {
        try Database(site.database.work).execute(
            "UPDATE deliveries SET is_signed = FALSE WHERE organisation_id = \(tenant.shop.organisation)"
        )
        let (passed, detail) = check("signature", of: try delivery("@processed"))
        #expect(passed == false)
        #expect(detail?.contains("Not signed") == true)
    }

    static let bodies: [([UInt8], String)] = [
        ([], ""),
        (Array("not json".utf8), "not json"),
        ([0x7B, 0xFF, 0xFE, 0x7D], "{\u{FFFD}\u{FFFD}}"),
        ([0x22, 0xED, 0xA0, 0x80, 0x22], "\"\u{FFFD}\u{FFFD}\u{FFFD}\""),
        (Array("{\"a\":1,\"a\":2}".utf8), "{\"a\":1,\"a\":2}"),
        (Array("<script>alert(1)</script>".utf8), "<script>alert(1)</script>"),
    ]

    @Test(arguments: bodies) func `a body that is no JSON is shown as far as it is text`(
        body: [UInt8],
        text: String
    ) throws {
        try replaceBody("dead", with: body)
        let delivery = try delivery("@dead")
        #expect(delivery["request"]?["body"] == .string(text))
        #expect(delivery["bytes"] == .integer(body.count))
        #expect(check("json", of: delivery).0 == false)
        #expect(check("fields", of: delivery).0 == false)
        #expect(delivery["event"] == .null)
    }

    @Test(arguments: [(256 << 10, false), (256 << 10 + 1, true)])
    func `of a long body the beginning is shown`(length: Int, isTruncated: Bool) throws {
        try replaceBody("dead", with: Array(repeating: UInt8(ascii: "7"), count: length))
        let delivery = try delivery("@dead")
        #expect(delivery["request"]?["truncated"] == .bool(isTruncated))
        #expect(delivery["request"]?["body"]?.text?.utf8.count == 256 << 10)
        #expect(delivery["bytes"] == .integer(length))
    }

    @Test func `headers that cannot be read are left out`() throws {
        try Database(site.database.work).execute(
            "UPDATE deliveries SET headers = '[1' WHERE organisation_id = \(tenant.shop.organisation)"
        )
        #expect(try delivery("@dead")["request"]?["headers"] == [])
    }
}
