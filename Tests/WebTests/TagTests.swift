import HTTP
import JSON
import MariaDB
import Support
import Testing

@testable import Web

@Suite struct TagTests {
    private let site: TestSite
    private let tenant: Tenant

    init() throws {
        site = try TestSite()
        tenant = try site.tenant()
    }

    private func change(_ method: HTTP.Method, _ tag: String) -> TestAnswer {
        site.call(method, "/api/customers/@customer/tags/\(tag)", as: .analyst, of: tenant)
    }

    private func tags(_ answer: TestAnswer) -> [String] {
        answer.json["tags"]?.elements?.compactMap { $0["tag"]?.text } ?? []
    }

    @Test func `a tag is there once, as it was spelt first, and can be taken off by any spelling`()
        throws
    {
        #expect(tags(change(.put, "VIP")) == ["VIP"])
        #expect(tags(change(.put, "vip")) == ["VIP"])
        let answer = change(.put, "%20caf%C3%A9%20")
        #expect(tags(answer) == ["café", "VIP"])
        #expect(tags(change(.put, "cafe")) == ["cafe", "café", "VIP"])
        let customer = site.call(.get, "/api/customers/@customer", as: .viewer, of: tenant)
        #expect(customer.json["customer"]?["tags"]?.elements?.count == 3)
        #expect(customer.json["customer"]?["tags"]?.elements?.last?["added_by"] == "The analyst")
        #expect(tags(change(.delete, "vIp")) == ["cafe", "café"])
        #expect(tags(change(.delete, "vIp")) == ["cafe", "café"])
        let log = try site.database.count(
            """
            SELECT COUNT(*) FROM audit_entries
            WHERE organisation_id = \(tenant.shop.organisation) AND action LIKE 'customer.%tagged'
            """
        )
        #expect(log == 4, "what changes nothing is not told")
    }

    @Test(arguments: [
        "%20", "..", ".", "a%00b", "a%0Ab", "%E2%80%8B",
        String(repeating: "x", count: 41),
    ])
    func `what is no tag is refused`(tag: String) {
        let answer = change(.put, tag)
        #expect(answer.status == 422, "\(answer.text)")
        #expect(answer.json["details"] == ["tag: 1 to 40 visible characters"])
    }

    @Test func `forty characters of any script are a tag, with a slash as well`() {
        let tag = String(repeating: "%C3%A9", count: 38) + "%2F%F0%9F%8E%81"
        #expect(tags(change(.put, tag)).first?.unicodeScalars.count == 40)
    }

    @Test func `the fifty-first tag is refused`() {
        for number in 1...50 { #expect(change(.put, "t\(number)").status == 200) }
        #expect(change(.put, "t51").status == 422)
        #expect(change(.put, "T50").status == 200)
    }

    @Test func `tags in use are found by their beginning, page by page`() {
        for tag in ["Accra", "accessories", "Kumasi", "50%25"] { _ = change(.put, tag) }
        func list(_ query: String) -> TestAnswer {
            site.call(.get, "/api/tags\(query)", as: .viewer, of: tenant)
        }
        #expect(tags(list("")) == ["50%", "accessories", "Accra", "Kumasi"])
        #expect(tags(list("?q=ACC")) == ["accessories", "Accra"])
        #expect(tags(list("?q=%25")) == [])
        let first = list("?limit=3")
        #expect(first.json["next_cursor"] == "Accra")
        #expect(first.json["tags"]?.elements?.first?["customers"] == ["value": 1, "is": "exact"])
        #expect(tags(list("?limit=3&cursor=Accra")) == ["Kumasi"])
        #expect(list("?limit=3&cursor=Accra").json["next_cursor"] == .null)
    }
}
