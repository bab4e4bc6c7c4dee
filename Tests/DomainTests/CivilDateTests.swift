import Domain
import Testing

struct CivilDateTests {
    @Test func `every day from 1900 to 2200 follows the one before`() throws {
        var date = try #require(CivilDate(iso8601: "1900-01-01"))
        #expect(date.daysSinceEpoch == -25_567)
        for days in -25_566...84_006 {
            let next = CivilDate(daysSinceEpoch: days)
            #expect(next.daysSinceEpoch == days)
            #expect(date < next)
            #expect(CivilDate(iso8601: next.description) == next)
            #expect(next.day == date.day + 1 || next.day == 1)
            date = next
        }
        #expect(date.description == "2200-01-01")
    }

    @Test(arguments: ["2024-02-30", "1900-02-29", "2024-6-01", "2024-06-01T00:00:00Z", "", "today"])
    func `what is no day is refused`(text: String) {
        #expect(CivilDate(iso8601: text) == nil)
    }
}
