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

    /// A tenth of the usual limits: looking through all of a data set that is a hundredth of a
    /// large one would break the band of what looks further than an index leads.
    private static let limits = {
        var limits = ListLimits.usual
        limits.few /= 10
        limits.wide /= 10
        limits.fetched /= 10
        limits.searched /= 10
        return limits
    }()
    private static let searched = 9_000

    private let shop: SmallShop

    init() throws {
        shop = try SmallShop()
    }

    private func read(
        _ filter: CustomerFilter,
        _ sort: CustomerSort,
        _ cursor: String? = nil,
        limits: ListLimits = .usual
    ) throws -> Int {
        let request = PageRequest(limit: 50, cursor: cursor.flatMap { ListCursor(text: $0) })
        return try shop.rowsReadAgain {
            try CustomerList(shop.scope, limits: limits)
                .page(filter, by: sort, isDescending: true, request)
        }
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
            let counted = 2 * ListLimits.usual.few
            let rows = try read(filter, sort)
            #expect(rows < RowsReadTests.served + counted, "\(name)")
        }
    }

    @Test(arguments: CustomerSort.allCases)
    func `a page of any filter in any order, and of any two in the usual one`(
        sort: CustomerSort
    ) throws {
        let filters = try CustomerFilters(shop)
        for (name, set) in filters.alone + (sort == .lastSeen ? filters.pairs : []) {
            var filter = shop.filter
            if sort == .entered { filter.entrance = filters.entrance }
            set(&filter)
            let first = try read(filter, sort, limits: RowsReadTests.limits)
            #expect(first < RowsReadTests.searched, "\(name) by \(sort)")
            let next = try CustomerList(shop.scope, limits: RowsReadTests.limits)
                .page(filter, by: sort, isDescending: true, PageRequest(limit: 20)).page.next
            guard let next else { continue }
            let second = try read(filter, sort, next.text, limits: RowsReadTests.limits)
            #expect(second < RowsReadTests.searched, "\(name) by \(sort), further on")
        }
    }

    /// Whether many are found, an index alone tells: a tenth of `few` of its rows, and the page.
    @Test func `a search that finds very many, asked again and again`() throws {
        var filter = shop.filter
        filter.text = "b"
        for _ in 0..<3 {
            #expect(try read(filter, .lastSeen, limits: RowsReadTests.limits) < 600)
        }
    }

    /// The server goes through all words for the one that begins so: what it estimates says it.
    @Test func `a search for a percent sign`() throws {
        var filter = shop.filter
        filter.text = "%"
        #expect(try read(filter, .lastSeen) < RowsReadTests.served)
    }

    /// From the day that is asked for, however much happened since, by one caller after the other.
    /// Statements that stay prepared were seen to go through all of that from the second call on.
    @Test func `a page of the past, asked again and again`() throws {
        let day = SmallShop.end - .days(200)
        for stage in [nil, Stage.consideration] {
            var (events, customers) = (EventList.Filter(), shop.filter)
            (events.stage, events.span.to) = (stage, day)
            (customers.stage, customers.seen.to) = (stage, day)
            for _ in 0..<3 {
                shop.scope.leave()
                let scope = try OwnScope(shop.organisation.id, on: shop.session)
                let read = try shop.rowsRead {
                    _ = try EventList(scope).page(events, PageRequest(limit: 50))
                }
                #expect(read < 1_000, "events in \(stage?.name ?? "any stage")")
                #expect(try self.read(customers, .lastSeen) < RowsReadTests.served)
            }
        }
    }

    @Test func `a page of events by any filter, and by any two`() throws {
        let alone = try shop.eventFilters
        let pairs = alone.flatMap { one in alone.map { (one.0 + ", " + $0.0, [one.1, $0.1]) } }
        for (name, sets) in alone.map({ ($0.0, [$0.1]) }) + pairs {
            var filter = EventList.Filter()
            for set in sets { set(&filter) }
            let read = try shop.rowsReadAgain {
                try EventList(shop.scope, limits: RowsReadTests.limits)
                    .page(filter, PageRequest(limit: 50))
            }
            #expect(read < RowsReadTests.searched, "\(name)")
        }
    }

    @Test func `a page of deliveries in any state, of any connection and time`() throws {
        let till = try shop.connection("Till")
        for state in [nil, DeliveryState.processed, .quarantined, .dead, .pending, .retrying] {
            for connection in [nil, till] {
                for span in [CustomerFilter.Span(), .init(to: SmallShop.end - .days(30))] {
                    var filter = DeliveryList.Filter()
                    (filter.state, filter.connection, filter.span) = (state, connection, span)
                    let read = try shop.rowsReadAgain {
                        try DeliveryList(shop.scope, limits: RowsReadTests.limits)
                            .page(filter, PageRequest(limit: 50))
                    }
                    let name = "\(String(describing: state)), \(connection != nil), \(span)"
                    #expect(read < RowsReadTests.served, "\(name)")
                }
            }
        }
    }

    @Test func `a report reads the cells of its days and months, never customers`() throws {
        let last = try #require(TimeZoneFile.load("UTC")).day(of: SmallShop.end)
        let report = JourneyReport(shop.scope)
        for (days, most) in [(7, 2_000), (30, 6_000), (365, 12_000)] {
            let period = try #require(
                DayRange(first: last.advanced(by: 1 - days), last: last)
            )
            let read = try shop.rowsReadAgain {
                try report.figures(over: period, openSince: last.advanced(by: -90), source: nil)
            }
            #expect(read < most, "\(days) days")
            let compared = try shop.rowsReadAgain {
                try report.flow(over: period.previous, source: nil)
            }
            #expect(compared < 1_000, "\(days) days before")
        }
    }
}
