import Domain
import MariaDB
import Storage
import Support
import Testing

struct MergeTests {
    private func body(_ customer: String, _ email: String?, _ second: Int, _ more: String = "")
        -> String
    {
        let address = email.map { #","customer_email":"\#($0)""# } ?? ""
        return """
            {"customer_id":"\(customer)","event":"purchase_made","stage":"purchase",\
            "timestamp":"2026-05-01T10:00:\(second)Z","metadata":{"value":\(second)}\(address)\(more)}
            """
    }

    @Test func `a merge moves everything, and undoing it brings the customer back`() throws {
        let bench = try Bench()
        let shop = bench.shop
        try shop.deliver([
            shop.entry(body("a", nil, 10)), shop.entry(body("b", "b@example.com", 20)),
        ])
        try bench.work()
        let apart = try bench.state()
        #expect(apart.filter { $0.hasPrefix("customer") }.count == 2)

        try shop.deliver([shop.entry(body("a", "b@example.com", 30))])
        try bench.work()
        #expect(try bench.state().filter { $0.hasPrefix("customer") }.count == 1)
        #expect(try bench.number("SELECT CAST(SUM(paid) AS INT) FROM customer_values") == 60)
        #expect(try bench.differences() == [])

        let scope = try OwnScope(shop.organisation, on: Database(shop.database.api))
        let id = Identifier<Merge>(Int64(try bench.number("SELECT id FROM merges")))
        #expect(try MergeRequests(scope).undo(id, at: bench.now))
        try bench.work()
        #expect(try bench.number("SELECT COUNT(*) FROM merges WHERE undone_at IS NOT NULL") == 1)
        #expect(try bench.number("SELECT COUNT(*) FROM customers WHERE stage IS NOT NULL") == 2)
        #expect(try bench.differences() == [])
        #expect(try MergeRequests(scope).undo(id, at: bench.now) == false)

        try shop.deliver([shop.entry(body("a", "b@example.com", 40))])
        try bench.work()
        #expect(try bench.number("SELECT COUNT(*) FROM customers WHERE stage IS NOT NULL") == 2)
        #expect(try bench.number("SELECT CAST(MAX(paid) AS INT) FROM customer_values") == 80)
        #expect(try bench.differences() == [])
    }

    @Test func `a merge within a chain of merges can be undone by itself`() throws {
        let bench = try Bench()
        let shop = bench.shop
        try shop.deliver([
            shop.entry(body("a", "a@example.com", 10)), shop.entry(body("b", "b@example.com", 20)),
            shop.entry(body("c", "c@example.com", 30)),
        ])
        try bench.work()
        try shop.deliver([shop.entry(body("b", "c@example.com", 40))])
        try bench.work()
        try shop.deliver([shop.entry(body("a", "b@example.com", 50))])
        try bench.work()
        #expect(try bench.number("SELECT COUNT(*) FROM customers WHERE stage IS NOT NULL") == 1)

        let scope = try OwnScope(shop.organisation, on: Database(shop.database.api))
        let first = Identifier<Merge>(Int64(try bench.number("SELECT MIN(id) FROM merges")))
        #expect(try MergeRequests(scope).undo(first, at: bench.now))
        try bench.work()
        #expect(try bench.number("SELECT COUNT(*) FROM customers WHERE stage IS NOT NULL") == 2)
        #expect(try bench.differences() == [])
    }

    @Test func `whom a connection knows by two ids is listed and counted once`() throws {
        let bench = try Bench()
        let shop = bench.shop
        try shop.deliver([
            shop.entry(body("a", "a@example.com", 10)), shop.entry(body("b", "a@example.com", 20)),
            shop.entry(body("c", nil, 30)), shop.entry(body("d", nil, 40)),
        ])
        try bench.work()
        let scope = try OwnScope(shop.organisation, on: Database(shop.database.api))
        var filter = CustomerFilter(currency: try OwnOrganisation(scope).find().currency)
        filter.connection = shop.connection
        for sort in CustomerSort.allCases where sort != .entered {
            for limit in [1, 50] {
                let answer = try CustomerList(scope)
                    .page(filter, by: sort, isDescending: true, PageRequest(limit: limit))
                #expect(answer.page.items.count == min(limit, 3), "by \(sort)")
                #expect(answer.count == ListCount(3, .exact), "by \(sort)")
            }
        }
    }

    /// What only the living have is not checked once more in every order.
    @Test func `who was merged away is in no list of few`() throws {
        let bench = try Bench()
        for (second, customer) in ["a", "b", "c"].enumerated() {
            try bench.event(customer, second: second)
            try bench.tag(customer, "vip")
        }
        _ = try bench.merge("a", "b")
        let living = Set([try bench.customer("a"), try bench.customer("c")])
        let scope = try bench.scope()
        let everybody = CustomerFilter(currency: try OwnOrganisation(scope).find().currency)
        var (known, tagged, entered) = (everybody, everybody, everybody)
        known.connection = bench.shop.connection
        tagged.tag = "vip"
        entered.entrance = CustomerFilter.Entrance(
            stage: .awareness,
            span: CustomerFilter.Span(),
            window: .usual,
            windowsEnd: bench.now
        )
        for filter in [known, tagged, entered] {
            for sort in CustomerSort.allCases {
                let answer = try CustomerList(scope)
                    .page(filter, by: sort, isDescending: true, PageRequest(limit: 50))
                #expect(Set(answer.page.items.map(\.summary.id)) == living, "by \(sort)")
                #expect(answer.count == ListCount(2, .exact), "by \(sort)")
            }
        }
    }

    @Test func `a customer of two senders and two currencies stands in lists once`() throws {
        let bench = try Bench()
        let shop = bench.shop
        let euro = #","currency":"EUR""#
        func purchase(_ customer: String, _ second: Int, _ currency: String) -> String {
            body(customer, "c@example.com", second)
                .replacing("\"value\":\(second)", with: "\"value\":\(second)\(currency)")
        }
        try shop.deliver([
            shop.entry(purchase("a", 10, "")), shop.entry(purchase("b", 20, euro)),
            shop.entry(purchase("a", 30, euro)),
        ])
        try bench.work()
        let scope = try OwnScope(shop.organisation, on: Database(shop.database.api))
        let listed = try CustomerReport(scope).list([try bench.customer("a")])
        #expect(listed.map(\.externalID) == ["a"])
        let paid = listed.flatMap(\.paid)
        #expect(paid.map(\.amount.tenThousandths) == [500_000, 100_000])
        #expect(paid.map(\.currency.code) == ["EUR", "USD"])
    }
}
