import Domain
import Storage
import Testing

/// A filter as a line of text: what comes back is what went in.
struct CustomerFilterLineTests {
    private static let euro = Currency("EUR")

    private static func filter(_ set: (inout CustomerFilter) -> Void) -> CustomerFilter? {
        guard var filter = euro.map({ CustomerFilter(currency: $0) }) else { return nil }
        set(&filter)
        return filter
    }

    private static var filters: [CustomerFilter] {
        let (from, to) = (Instant(seconds: 1_790_000_000), Instant(seconds: 1_790_086_400))
        let span = CustomerFilter.Span(from: from, to: to)
        guard let window = ConversionWindow(days: 30) else { return [] }
        var entrance = CustomerFilter.Entrance(
            stage: .purchase,
            span: span,
            window: window,
            windowsEnd: from
        )
        let plain = entrance
        entrance.outcome = .stillOpen
        entrance.next = .retention
        entrance.converted = .advocacy
        entrance.isBeginning = true
        return [
            filter { _ in },
            filter { $0.text = "a=b&c=d; “ü” \n 😀" },
            filter {
                $0.stage = .awareness; $0.furthest = .advocacy
            },
            filter { $0.source = .unnamed }, filter { $0.source = .named("-") },
            filter { $0.source = .named("") },
            filter { $0.connection = Connection.ID(7_301_562_910_154_760) },
            filter { $0.tag = "ä & b" },
            filter {
                $0.seen = span; $0.firstSeen.to = Instant(microseconds: -1)
            },
            filter {
                $0.paid.least = Amount(tenThousandths: -1); $0.paid.most = .zero
            },
            filter { $0.entrance = plain }, filter { $0.entrance = entrance },
        ].compactMap(\.self)
    }

    @Test func `every filter comes back whole`() {
        #expect(Self.filters.count == 12)
        for filter in Self.filters {
            #expect(CustomerFilter(line: filter.line) == filter, "\(filter.line)")
        }
    }

    @Test func `a line from before windows could be set has the usual one`() throws {
        let filter = try #require(Self.filters.last)
        let line = filter.line.replacing("&days=n30", with: "")
        #expect(line != filter.line)
        #expect(CustomerFilter(line: line)?.entrance?.window == .usual)
    }

    @Test(arguments: ["", "stage=n1", "currency=n7", "currency=t455552&q", "currency=t455552&q=x"])
    func `what is no such line is none`(line: String) {
        #expect(CustomerFilter(line: line) == nil)
    }
}
