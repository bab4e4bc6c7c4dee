import Domain
import MariaDB
import Storage
import Support
import Testing
import Work

/// Another window: figures and the rows behind them go by it, to the second.
struct WindowChangeTests {
    private let bench: Bench
    private let scope: OwnScope

    init() throws {
        bench = try Bench()
        scope = try OwnScope(bench.shop.organisation, on: Database(bench.shop.database.api))
    }

    private func deliver(_ customer: String, _ entries: [(Stage, Instant)]) throws {
        let bodies = entries.map { stage, time in
            """
            {"customer_id":"\(customer)","event":"stage_entered","stage":"\(stage.name)",\
            "timestamp":"\(time.iso8601)","event_id":"\(customer) \(stage.name)"}
            """
        }
        try bench.shop.deliver(bodies.map { bench.shop.entry($0) })
        try bench.work()
    }

    private func ask(_ window: ConversionWindow) throws {
        var change = OwnOrganisation.Change()
        change.window = window
        try OwnOrganisation(scope).update(change)
    }

    private func rows(
        of outcome: CustomerFilter.Entrance.Outcome,
        in window: ConversionWindow,
        _ windowsEnd: Instant
    ) throws -> Set<String> {
        var filter = CustomerFilter(currency: try #require(Currency("USD")))
        let span = CustomerFilter.Span(to: bench.now + .days(1))
        filter.entrance = CustomerFilter.Entrance(
            stage: .awareness,
            span: span,
            window: window,
            windowsEnd: windowsEnd
        )
        filter.entrance?.outcome = outcome
        let page = try CustomerList(scope)
            .page(filter, by: .entered, isDescending: true, PageRequest(limit: 50)).page
        return Set(page.items.compactMap(\.summary.externalID))
    }

    @Test(arguments: [1, 30, 90, 365])
    func `who moved on, left and has time are the figures' customers, to the second`(
        days: Int
    ) throws {
        let window = try #require(ConversionWindow(days: days))
        let entered = bench.now - window.duration - .days(3)
        let openSince = TimeZone.utc.day(of: bench.now - window.duration)
        let windowsEnd = TimeZone.utc.start(of: openSince)
        let end = entered + window.duration
        try deliver("in time", [(.awareness, entered), (.purchase, end)])
        try deliver("late", [(.awareness, entered), (.purchase, end + .seconds(1))])
        try deliver("stayed", [(.awareness, windowsEnd - .seconds(1))])
        try deliver("has time", [(.awareness, windowsEnd)])
        try ask(window)
        #expect(try bench.changeCounting() == (window == .usual ? 0 : 1))
        #expect(try OwnOrganisation(scope).find().window == window)
        try deliver("counted after", [(.awareness, entered), (.retention, end + .seconds(1))])
        #expect(try bench.differences() == [])

        #expect(try rows(of: .movedOn, in: window, windowsEnd) == ["in time"])
        #expect(
            try rows(of: .left, in: window, windowsEnd) == ["late", "stayed", "counted after"]
        )
        #expect(try rows(of: .stillOpen, in: window, windowsEnd) == ["has time"])
        let today = TimeZone.utc.day(of: bench.now)
        let period = try #require(DayRange(first: today.advanced(by: -400), last: today))
        let (all, open) = try JourneyReport(scope)
            .figures(over: period, openSince: openSince, source: nil)
        #expect(all.figures(of: .awareness).entered == 5)
        #expect(all.figures(of: .awareness).movedOn == 1)
        #expect(all.figures(of: .awareness).converted.filter { $0.value > 0 } == [.purchase: 1])
        #expect(open.figures(of: .awareness).entered == 1)
    }

    @Test func `what is asked for while it is counted stands there for the next time`() throws {
        let (shorter, longer) = try (
            #require(ConversionWindow(days: 30)), #require(ConversionWindow(days: 200))
        )
        let store = OrganisationStore(database: Database(bench.shop.database.work))
        try ask(shorter)
        try ask(longer)
        try store.take(timeZone: "UTC", window: shorter, of: bench.shop.organisation)
        let between = try OwnOrganisation(scope).find()
        #expect(between.window == shorter)
        #expect(between.nextWindow == longer)
        try ask(shorter)
        #expect(try bench.changeCounting() == 1)
        let after = try OwnOrganisation(scope).find()
        #expect(after.window == shorter)
        #expect(after.nextWindow == nil)
        try ask(shorter)
        #expect(try bench.changeCounting() == 0)
    }
}
