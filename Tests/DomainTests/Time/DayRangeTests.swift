import Domain
import Testing

struct DayRangeTests {
    private func range(_ first: String, _ last: String) throws -> DayRange {
        let range = DayRange(
            first: try #require(Day(iso: first)),
            last: try #require(Day(iso: last))
        )
        return try #require(range)
    }

    private func text(_ range: DayRange?) -> String {
        range.map { "\($0.first.iso)…\($0.last.iso)" } ?? "none"
    }

    @Test(arguments: [
        ("2026-01-01", "2026-12-31", "2026-01-01…2026-12-31", []),
        (
            "2026-01-02", "2026-03-30", "2026-02-01…2026-02-28",
            ["2026-01-02…2026-01-31", "2026-03-01…2026-03-30"]
        ),
        ("2026-01-15", "2026-01-20", "none", ["2026-01-15…2026-01-20"]),
        ("2026-01-31", "2026-02-01", "none", ["2026-01-31…2026-02-01"]),
        ("2026-02-01", "2026-02-28", "2026-02-01…2026-02-28", []),
        ("2026-01-31", "2026-02-28", "2026-02-01…2026-02-28", ["2026-01-31…2026-01-31"]),
    ])
    func `a range is whole months and the days around them`(
        first: String,
        last: String,
        months: String,
        days: [String]
    ) throws {
        let parts = try range(first, last).parts
        #expect(text(parts.months) == months)
        #expect(parts.days.map(text) == days)
    }

    @Test func `the period before has as many days and ends where this one begins`() throws {
        let month = try range("2026-11-01", "2026-11-30")
        #expect(text(month.previous) == "2026-10-02…2026-10-31")
        #expect(month.previous.count == month.count)
    }

    @Test func `no range ends before it begins`() throws {
        let day = try #require(Day(iso: "2026-11-21"))
        #expect(DayRange(first: day, last: day.advanced(by: -1)) == nil)
    }

    @Test(arguments: [
        ("2026-11-20", "2026-11-21", ["2026-11-20…2026-11-20", "2026-11-21…2026-11-21"]),
        (
            "2026-01-31", "2026-05-10",
            [
                "2026-01-31…2026-01-31", "2026-02-01…2026-02-28", "2026-03-01…2026-03-31",
                "2026-04-01…2026-04-30", "2026-05-01…2026-05-10",
            ]
        ),
    ])
    func `a range is stepped through by days, and a long one by its months`(
        first: String,
        last: String,
        steps: [String]
    ) throws {
        #expect(try range(first, last).steps.map(text) == steps)
    }

    @Test func `a quarter of a year is stepped through by days and a day more by months`() throws {
        #expect(try range("2026-07-01", "2026-09-30").steps.count == 92)
        #expect(try range("2026-07-01", "2026-10-01").steps.count == 4)
    }

    @Test func `a step is compared with as many days of the period before`() throws {
        let steps = DayComparison.previous.steps(for: try range("2026-01-31", "2026-05-10"))
        let before = [
            "2025-10-23…2025-10-23", "2025-10-24…2025-11-20", "2025-11-21…2025-12-21",
            "2025-12-22…2026-01-20", "2026-01-21…2026-01-30",
        ]
        #expect(steps.map(text) == before)
    }

    @Test(arguments: [
        (
            "2024-01-15", "2024-04-30",
            [
                "2023-01-15…2023-01-31", "2023-02-01…2023-02-28", "2023-03-01…2023-03-31",
                "2023-04-01…2023-04-30",
            ]
        ),
        (
            "2024-02-28", "2024-03-01",
            ["none", "2023-02-28…2023-02-28", "2023-03-01…2023-03-01"]
        ),
        ("2025-02-28", "2025-03-01", ["2024-02-28…2024-02-29", "2024-03-01…2024-03-01"]),
    ])
    func `a step is compared with its days of the year before, leap days included`(
        first: String,
        last: String,
        steps: [String]
    ) throws {
        let range = try range(first, last)
        let before = DayComparison.yearBefore.steps(for: range)
        #expect(before.map(text) == steps)
        #expect(before.reduce(0) { $0 + ($1?.count ?? 0) } == range.yearBefore.count)
    }
}
