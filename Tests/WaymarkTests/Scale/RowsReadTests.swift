import Domain
import Storage
import Support
import Testing

@testable import waymark

/// What the server reads for a page, counted by its own counters: a band that does not depend on
/// how many customers there are, so that what holds here holds for a million.
struct RowsReadTests {
    /// Of a page of 50 in an order or range that an index serves: its rows with what belongs to
    /// them, from each of five stages where these are merged. Of amounts the data set has so few
    /// that the server may rather read all of them.
    private static let served = 6_000

    private let shop: SmallShop

    init() throws {
        shop = try SmallShop()
    }

    private func read(_ filter: CustomerFilter, _ sort: CustomerSort, _ cursor: String? = nil)
        throws -> Int
    {
        let request = PageRequest(limit: 50, cursor: cursor.flatMap { ListCursor(text: $0) })
        func page() throws {
            _ = try CustomerList(shop.scope).page(filter, by: sort, isDescending: true, request)
        }
        try page()
        return try shop.rowsRead(page)
    }

    @Test(arguments: CustomerSort.allCases.filter { $0 != .entered })
    func `a page in any order, from the beginning and from the middle`(sort: CustomerSort) throws {
        #expect(try read(shop.filter, sort) < RowsReadTests.served)
        let half = try CustomerList(shop.scope).page(
            shop.filter,
            by: sort,
            isDescending: true,
            PageRequest(limit: 1, offset: sort == .value ? 500 : 5_000)
        ).page
        let next = try #require(half.next)
        for cursor in [next, back(next)].map(\.text) {
            #expect(try read(shop.filter, sort, cursor) < RowsReadTests.served)
        }
    }

    /// The same place, the other way.
    private func back(_ cursor: ListCursor) -> ListCursor {
        ListCursor(text: "p" + cursor.text.dropFirst()) ?? cursor
    }

    @Test func `a page of what an index finds`() throws {
        let day = SmallShop.end - .days(100)
        let asked: [(String, CustomerSort, (inout CustomerFilter) -> Void)] = [
            ("stage", .lastSeen, { $0.stage = .purchase }),
            ("rare source", .lastSeen, { $0.source = .named("campaign 3") }),
            ("rare source by name", .name, { $0.source = .named("campaign 3") }),
            ("first seen", .firstSeen, { $0.firstSeen.to = day }),
            ("seen", .lastSeen, { $0.seen.to = day }),
            ("value", .value, { $0.paid.most = Amount(tenThousandths: 500_000) }),
            ("customer id", .lastSeen, { $0.text = "s1-77" }),
            ("rare word", .lastSeen, { $0.text = "kabiden" }),
            ("no such word", .name, { $0.text = "xyz" }),
        ]
        for (name, sort, set) in asked {
            var filter = shop.filter
            set(&filter)
            // Counting what the list has reads an index once more, as far as is told.
            let counted = ["first seen", "seen", "value"].contains(name) ? 12_000 : 0
            #expect(try read(filter, sort) < RowsReadTests.served + counted, "\(name)")
        }
    }

    @Test func `a page of events and deliveries`() throws {
        let (events, deliveries) = (EventList(shop.scope), DeliveryList(shop.scope))
        let asked: [(inout EventList.Filter) -> Void] = [
            { _ in }, { $0.stage = .advocacy }, { $0.source = .named("campaign 3") },
            { $0.span.to = SmallShop.end - .days(200) },
            {
                $0.stage = .purchase; $0.span.to = SmallShop.end - .days(200)
            },
        ]
        for (number, set) in asked.enumerated() {
            var filter = EventList.Filter()
            set(&filter)
            func page() throws { _ = try events.page(filter, PageRequest(limit: 50)) }
            try page()
            #expect(try shop.rowsRead(page) < RowsReadTests.served, "events \(number)")
        }
        for state in [nil, DeliveryState.processed, .quarantined, .dead, .pending, .retrying] {
            var filter = DeliveryList.Filter()
            filter.state = state
            func page() throws { _ = try deliveries.page(filter, PageRequest(limit: 50)) }
            try page()
            #expect(try shop.rowsRead(page) < RowsReadTests.served, "\(String(describing: state))")
        }
    }
}
