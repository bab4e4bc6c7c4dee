import HTTP
import JSON
import Support
import Testing

@testable import Web

/// What lists and reports are asked for that is not there to be asked for.
@Suite struct ListInputTests {
    private let site: TestSite
    private let tenant: Tenant

    init() throws {
        site = try TestSite()
        tenant = try site.tenant()
    }

    @Test(arguments: [
        ("/api/customers?stage=loyalty", "stage: one of awareness, consideration"),
        ("/api/customers?cursor=x", "cursor: the next_cursor"),
        ("/api/customers?cursor=1.2.3", "cursor: the next_cursor"),
        ("/api/customers?sort=name&cursor=last_seen-desc-n0i1.2", "cursor: the next_cursor"),
        ("/api/customers?cursor=last_seen-desc-n0i1.2&offset=1", "offset: not together"),
        ("/api/customers?cursor=last_seen-desc-n0i1.2.0", "cursor: the next_cursor"),
        ("/api/customers?cursor=last_seen-desc-n0i1.2.3.4", "cursor: the next_cursor"),
        ("/api/events?cursor=n0i9223372036854775807.2", "cursor: the next_cursor"),
        ("/api/webhooks/deliveries?cursor=p0n9223372036854775807.1", "cursor: the next_cursor"),
        ("/api/customers?furthest=x", "furthest: one of awareness"),
        ("/api/customers?sort=age", "sort: one of last_seen"),
        ("/api/customers?order=up", "order: asc or desc"),
        ("/api/customers?sort=entered", "sort: entered only with"),
        ("/api/customers?seen_from=yesterday", "seen_from: a day such as"),
        ("/api/customers?seen=30", "seen: within days such as 30d"),
        ("/api/customers?seen=0d", "seen: within days"),
        ("/api/customers?seen=%2B7d", "seen: within"),
        ("/api/customers?seen=7d&seen_to=2026-03-01", "seen: not together with"),
        (
            "/api/customers?first_seen_from=2026-03-02&first_seen_to=2026-03-01",
            "first_seen_to: not"
        ),
        ("/api/customers?currency=euros", "currency: three letters"),
        ("/api/customers?value_min=much", "value_min: an amount"),
        ("/api/customers?value_min=2&value_max=1", "value_max: not below"),
        ("/api/customers?entered=purchase", "from: needed with"),
        ("/api/customers?from=2026-03-01", "from: only with"),
        ("/api/customers?outcome=left", "outcome: only with"),
        (
            "/api/customers?entered=purchase&from=2026-03-01&to=2026-03-02&next=awareness",
            "next: a stage after"
        ),
        (
            "/api/customers?entered=purchase&from=2026-03-01&to=2026-03-02&outcome=gone",
            "outcome: one of moved_on"
        ),
        ("/api/events?from=2026-13-01", "from: a day such as"),
        ("/api/webhooks/deliveries?state=lost&from=x", "state: one of pending"),
        ("/api/webhooks/deliveries?state=lost&from=x", "from: a day such as"),
        ("/api/customers?limit=0", "limit: a whole number"),
        ("/api/customers?offset=-1", "offset: a whole number"),
        ("/api/customers?offset=10001", "offset: a whole number from 0 to 10000"),
        ("/api/customers?limit=201", "limit: a whole number from 1 to 200"),
        ("/api/events?limit=many", "limit: a whole number from 1 to 200"),
        ("/api/customer-journey/data?limit=201", "limit: a whole number"),
        ("/api/customer-journey/data?offset=10001", "offset: a whole number"),
        ("/api/customer-journey/data?cursor=n0i1.2", "cursor: the next_cursor"),
        ("/api/customer-journey/data?cursor=n0i1.2~-&offset=1", "offset: not together"),
        ("/api/customers?q=\(String(repeating: "x", count: 255))", "q: at most 254"),
        ("/api/events?event=waved", "event: one of stage_entered"),
        ("/api/events?stage=1", "stage: one of awareness"),
        ("/api/events?connection=-1", "connection: a connection's id"),
        ("/api/events?customer=ama", "customer: a customer's id"),
        ("/api/journey?period=8d", "period: one of 7d"),
        ("/api/journey?compare=next", "compare: one of prev"),
        ("/api/journey?period=custom", "from, to: both"),
        ("/api/journey?period=custom&from=2026-02-30&to=2026-03-01", "from: a day such as"),
        ("/api/journey?period=custom&from=2026-03-02&to=2026-03-01", "to: not before from"),
        ("/api/journey?period=custom&from=2000-01-01&to=2026-03-01", "at most ten years"),
        ("/api/journey/course?period=8d", "period: one of 7d"),
        ("/api/journey/course?source=nobody", "source: no customer came by"),
    ]) func `a parameter that cannot be is malformed`(path: String, detail: String) {
        let answer = site.call(.get, path, as: .viewer, of: tenant)
        #expect(answer.status == 400, "\(answer.text)")
        #expect(answer.headers("content-type") == ["application/problem+json"])
        #expect(answer.text.contains(detail), "\(answer.text)")
    }

    @Test(arguments: [
        "/api/customers", "/api/events", "/api/webhooks/deliveries", "/api/customer-journey/data",
        "/api/audit",
    ]) func `a list gives as many as 200 and skips as many as 10,000`(path: String) {
        let query = "\(path)?limit=200&offset=10000"
        #expect(site.call(.get, query, as: .owner, of: tenant).status == 200)
    }

    @Test(arguments: [
        "/api/customers?q=%25", "/api/customers?q=_", "/api/customers?q=%27%20OR%201%3D1%20--%20",
        "/api/customers?q=%5C", "/api/customers?q=%00", "/api/customers?source=%27%22",
        "/api/events?source=%27%22", "/api/customers?q=%F0%9F%8C%8D",
    ]) func `a search finds what it says and nothing by its signs`(path: String) {
        let answer = site.call(.get, path, as: .viewer, of: tenant)
        #expect(answer.status == 200, "\(answer.text)")
        #expect(!answer.text.contains(tenant.named("@customer")))
    }

    @Test(arguments: ["Ama", "ama", "AMA+MEN", "c-"]) func `a search goes by beginnings`(
        text: String
    ) {
        let answer = site.call(.get, "/api/customers?q=\(text)", as: .viewer, of: tenant)
        let found = answer.json["customers"]?.elements?.compactMap { $0["id"]?.text }
        #expect(found == [tenant.named("@customer")], "\(answer.text)")
    }
}
