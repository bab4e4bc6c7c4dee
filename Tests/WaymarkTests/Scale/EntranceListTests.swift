import Domain
import Storage
import Support
import Testing

@testable import waymark

/// Every figure of the journey opens the customers behind it: as many as the figure says.
struct EntranceListTests {
    private let shop: SmallShop
    private let all: JourneyFigures
    private let open: JourneyFigures
    private let span: CustomerFilter.Span
    private let windowsEnd: Instant
    private let source: UInt16?

    init() throws {
        shop = try SmallShop()
        source = nil
        let zone = try #require(TimeZoneFile.load(shop.organisation.timeZone))
        let today = zone.day(of: SmallShop.end)
        let openSince = today.advanced(by: -90)
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

    private func entrance(of stage: Stage) -> CustomerFilter.Entrance {
        CustomerFilter.Entrance(stage: stage, span: span, windowsEnd: windowsEnd)
    }

    private func count(
        _ entrance: CustomerFilter.Entrance,
        by sort: CustomerSort = .entered
    ) throws -> Int64 {
        var filter = shop.filter
        filter.entrance = entrance
        return Int64(try shop.ids(filter, by: sort, isDescending: true).count)
    }

    @Test(arguments: Stage.allCases) func `who entered, moved on, left or has time`(
        stage: Stage
    ) throws {
        let (figures, open) = (all.figures(of: stage), open.figures(of: stage))
        let stillOpen = open.entered - open.movedOn
        var entrance = entrance(of: stage)
        #expect(try count(entrance) == figures.entered)
        #expect(try count(entrance, by: .lastSeen) == figures.entered)
        #expect(figures.entered > 0)
        entrance.outcome = .movedOn
        #expect(try count(entrance) == figures.movedOn)
        entrance.outcome = .stillOpen
        #expect(try count(entrance) == stillOpen)
        entrance.outcome = .left
        #expect(try count(entrance) == figures.entered - figures.movedOn - stillOpen)
        #expect(try count(entrance, by: .name) == figures.entered - figures.movedOn - stillOpen)
    }

    @Test func `where they went next and what they reached`() throws {
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

    @Test func `where a journey began`() throws {
        var entrance = entrance(of: .awareness)
        entrance.isBeginning = true
        let began = all.figures(of: .awareness).began.values.reduce(0, +)
        #expect(try count(entrance) == began)
        #expect(began > 0)
    }
}
