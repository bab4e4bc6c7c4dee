import Domain
import Testing

struct DayTests {
    @Test(arguments: [
        ("1970-01-01", 0), ("1969-12-31", -1), ("2000-02-29", 11_016), ("2024-02-29", 19_782),
        ("2026-11-21", 20_778), ("9999-12-31", 2_932_896),
    ])
    func `a day and its number belong together`(text: String, number: Int) throws {
        let day = try #require(Day(iso: text))
        #expect(day.number == number)
        #expect(day.iso == text)
    }

    @Test(arguments: [
        "2026-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-1-01", "2026-01-32", "",
        "20261121", "2026-11-21Z", "+026-11-21",
    ])
    func `what the calendar does not have is no day`(text: String) {
        #expect(Day(iso: text) == nil)
    }

    @Test(arguments: [
        ("2026-01-31", 1, "2026-02-28"), ("2024-01-31", 1, "2024-02-29"),
        ("2026-11-21", -12, "2025-11-21"), ("2024-02-29", -12, "2023-02-28"),
        ("2026-12-15", 1, "2027-01-15"),
    ])
    func `months away the day stays or becomes the month's last`(
        from: String,
        months: Int,
        to: String
    ) throws {
        #expect(try #require(Day(iso: from)).advanced(byMonths: months).iso == to)
    }
}
