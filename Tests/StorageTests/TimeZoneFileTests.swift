import Domain
import Storage
import Testing

struct TimeZoneFileTests {
    @Test(arguments: [
        ("Africa/Accra", "2026-07-01T23:59:59Z", "2026-07-01"),
        ("America/New_York", "2026-07-02T03:59:59Z", "2026-07-01"),
        ("America/New_York", "2026-01-02T04:59:59Z", "2026-01-01"),
        ("Asia/Kathmandu", "2026-01-01T18:14:59Z", "2026-01-01"),
        ("Asia/Kathmandu", "2026-01-01T18:15:00Z", "2026-01-02"),
        ("Etc/UTC", "2026-01-01T00:00:00Z", "2026-01-01"),
    ])
    func `a zone of the system knows its days`(name: String, time: String, day: String) throws {
        let zone = try #require(TimeZoneFile.load(name))
        #expect(zone.day(of: try #require(Instant(iso8601: time))).iso == day)
    }

    @Test(arguments: [
        "", "Nowhere/Land", "../../etc/passwd", "/etc/passwd", "Africa//Accra", "Africa",
    ])
    func `what is no zone is none, wherever it points`(name: String) {
        #expect(TimeZoneFile.load(name) == nil)
    }
}
