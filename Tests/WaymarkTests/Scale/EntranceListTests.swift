import Domain
import Storage
import Support
import Testing

@testable import waymark

/// Every figure of the journey opens the customers behind it: as many as the figure says.
struct EntranceListTests {
    private let journey: EnteredJourney

    init() throws {
        journey = try EnteredJourney(SmallShop())
    }

    @Test(arguments: Stage.allCases) func `who entered, moved on, left or has time`(
        stage: Stage
    ) throws {
        let entered = journey.all.figures(of: stage).entered
        var entrance = journey.entrance(of: stage)
        #expect(try journey.count(entrance) == entered)
        #expect(try journey.count(entrance, by: .lastSeen) == entered)
        #expect(entered > 0)
        try journey.expectFates(of: stage)
        entrance.outcome = .left
        #expect(try journey.count(entrance, by: .name) == journey.count(entrance))
    }

    @Test func `where they went next and what they reached`() throws {
        try journey.expectMoves()
    }

    @Test(arguments: [1, 30, 365]) func `all of that within another window`(days: Int) throws {
        let window = try #require(ConversionWindow(days: days))
        let journey = try EnteredJourney(SmallShop(counting: window))
        for stage in Stage.allCases { try journey.expectFates(of: stage) }
        try journey.expectMoves()
    }

    @Test func `where a journey began`() throws {
        var entrance = journey.entrance(of: .awareness)
        entrance.isBeginning = true
        let began = journey.all.figures(of: .awareness).began.values.reduce(0, +)
        #expect(try journey.count(entrance) == began)
        #expect(began > 0)
    }
}

/// The journey of a period that some still have time of, and the lists behind its figures.
private struct EnteredJourney {
    let all: JourneyFigures
    private let open: JourneyFigures
    private let shop: SmallShop
    private let span: CustomerFilter.Span
    private let windowsEnd: Instant

    init(_ shop: SmallShop) throws {
        self.shop = shop
        let zone = try #require(TimeZoneFile.load(shop.organisation.timeZone))
        let today = zone.day(of: SmallShop.end)
        let openSince = today.advanced(by: -shop.organisation.window.days)
        let period = try #require(
            DayRange(first: today.advanced(by: -140), last: today.advanced(by: -20))
        )
        (all, open) = try JourneyReport(shop.scope)
            .figures(over: period, openSince: openSince, source: nil)
        span = CustomerFilter.Span(
            from: zone.start(of: period.first),
            to: zone.start(of: period.last.advanced(by: 1))
        )
        windowsEnd = zone.start(of: openSince)
    }

    func entrance(of stage: Stage) -> CustomerFilter.Entrance {
        CustomerFilter.Entrance(
            stage: stage,
            span: span,
            window: shop.organisation.window,
            windowsEnd: windowsEnd
        )
    }

    func count(
        _ entrance: CustomerFilter.Entrance,
        by sort: CustomerSort = .entered
    ) throws -> Int64 {
        var filter = shop.filter
        filter.entrance = entrance
        return Int64(try shop.ids(filter, by: sort, isDescending: true).count)
    }

    /// That who moved on, has time and left are as many as the figures of the stage say.
    func expectFates(of stage: Stage) throws {
        let (figures, open) = (all.figures(of: stage), open.figures(of: stage))
        let stillOpen = open.entered - open.movedOn
        let fates: [(CustomerFilter.Entrance.Outcome, Int64)] = [
            (.movedOn, figures.movedOn), (.stillOpen, stillOpen),
            (.left, figures.entered - figures.movedOn - stillOpen),
        ]
        var entrance = entrance(of: stage)
        for (outcome, figure) in fates {
            entrance.outcome = outcome
            #expect(try count(entrance) == figure, "\(stage), \(outcome)")
        }
    }

    /// That who went to each later stage next, or ever reached it, are as many as the figures say.
    func expectMoves() throws {
        for stage in Stage.allCases {
            for later in Stage.allCases where later > stage {
                var next = entrance(of: stage)
                next.next = later
                let moved = all.figures(of: stage).moved[later] ?? 0
                #expect(try count(next) == moved, "\(stage) to \(later)")
                var reached = entrance(of: stage)
                reached.converted = later
                let converted = all.figures(of: stage).converted[later] ?? 0
                #expect(try count(reached) == converted, "\(stage) as far as \(later)")
            }
        }
    }
}
