import Domain
import Testing

struct TimeZoneTests {
    /// New York in 2026: clocks go forward on 8 March at 7:00 UTC and back on 1 November at 6:00 UTC.
    private let newYork = TimeZone(
        name: "America/New_York",
        offset: -18_000,
        transitions: [
            TimeZone.Period(start: 1_772_953_200, offset: -14_400),
            TimeZone.Period(start: 1_793_512_800, offset: -18_000),
        ]
    )

    @Test(arguments: [
        ("2026-03-08T04:59:59Z", "2026-03-07"), ("2026-03-08T05:00:00Z", "2026-03-08"),
        ("2026-03-09T03:59:59Z", "2026-03-08"), ("2026-03-09T04:00:00Z", "2026-03-09"),
        ("2026-11-02T04:59:59Z", "2026-11-01"), ("2026-11-02T05:00:00Z", "2026-11-02"),
    ])
    func `an instant falls on the day that local clocks show`(time: String, day: String) throws {
        let instant = try #require(Instant(iso8601: time))
        #expect(newYork.day(of: instant).iso == day)
    }

    @Test(arguments: [
        ("2026-03-08", "2026-03-08T05:00:00Z"), ("2026-03-09", "2026-03-09T04:00:00Z"),
        ("2026-11-01", "2026-11-01T04:00:00Z"), ("2026-11-02", "2026-11-02T05:00:00Z"),
    ])
    func `a day begins at local midnight`(day: String, time: String) throws {
        #expect(newYork.start(of: try #require(Day(iso: day))).iso8601 == time)
    }

    @Test func `days before 1970 are rounded down`() {
        let instant = Instant(seconds: -3_600)
        #expect(TimeZone.utc.day(of: instant).iso == "1969-12-31")
    }
}
