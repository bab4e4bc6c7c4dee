import Domain
import Testing

struct JourneyTallyTests {
    private let day: Int64 = 86_400

    private func customer(
        _ entries: [(Stage, seconds: Int64)],
        source: String? = nil,
        paid: [Currency: Paid] = [:]
    ) -> Customer {
        let events = entries.map {
            JourneyEvent(
                kind: .stageEntered,
                stage: $0.0,
                occurredAt: Instant(seconds: $0.seconds),
                source: source
            )
        }
        var customer = Customer(firstEvent: events[0])
        for event in events { customer.absorb(event) }
        customer.paid = paid
        return customer
    }

    private func value(
        _ tally: JourneyTally,
        _ stage: Stage,
        _ measure: JourneyMeasure,
        on day: Int = 0,
        source: String? = nil
    ) -> Int64 {
        let key = JourneyTally.Key(
            day: Day(number: day),
            source: source,
            stage: stage,
            measure: measure
        )
        return tally.counts[key] ?? 0
    }

    private func tally(
        _ customers: Customer...,
        within window: ConversionWindow = .usual
    ) -> JourneyTally {
        var tally = JourneyTally(within: window)
        for customer in customers { tally.add(customer, in: .utc) }
        return tally
    }

    @Test(arguments: [1, 30, 90, 365])
    func `a conversion counts up to the window's last second and not one longer`(
        days: Int
    ) throws {
        let window = try #require(ConversionWindow(days: days))
        let last = Int64(days) * day
        let within = tally(customer([(.awareness, 0), (.purchase, last)]), within: window)
        #expect(value(within, .awareness, .converted(to: .purchase)) == 1)
        #expect(value(within, .awareness, .moved(to: .purchase)) == 1)
        let beyond = tally(customer([(.awareness, 0), (.purchase, last + 1)]), within: window)
        #expect(value(beyond, .awareness, .converted(to: .purchase)) == 0)
        #expect(value(beyond, .awareness, .moved(to: .purchase)) == 0)
    }

    @Test func `time in stage runs to the first later stage, without a window`() {
        let tally = tally(customer([(.awareness, 0), (.purchase, 100 * day)]))
        #expect(value(tally, .awareness, .secondsStayed) == 100 * day)
        let bucket = DurationBucket(seconds: 100 * day)
        #expect(value(tally, .awareness, .stayed(bucket)) == 1)
    }

    @Test func `the next stage is the first one entered, of several at once the earlier`() {
        let skipping = tally(
            customer([(.awareness, 0), (.purchase, 10), (.consideration, 20)])
        )
        #expect(value(skipping, .awareness, .moved(to: .purchase)) == 1)
        #expect(value(skipping, .awareness, .moved(to: .consideration)) == 0)
        #expect(value(skipping, .awareness, .converted(to: .consideration)) == 1)
        let tied = tally(customer([(.awareness, 0), (.purchase, 10), (.consideration, 10)]))
        #expect(value(tied, .awareness, .moved(to: .consideration)) == 1)
    }

    @Test func `a later stage entered before does not count as a conversion`() {
        let tally = tally(customer([(.purchase, 0), (.awareness, 10)]))
        #expect(value(tally, .awareness, .converted(to: .purchase)) == 0)
        #expect(value(tally, .purchase, .entered) == 1)
        #expect(value(tally, .purchase, .began) == 1)
        #expect(value(tally, .awareness, .began) == 0)
    }

    @Test func `who is taken away leaves no trace`() throws {
        let usd = try #require(Currency("USD"))
        let one = customer(
            [(.awareness, 0), (.purchase, 5)],
            source: "email",
            paid: [usd: Paid(amount: Amount(tenThousandths: 1_500_000), purchases: 1)]
        )
        var tally = tally(one, customer([(.awareness, 3)]))
        tally.remove(one, in: .utc)
        #expect(tally == self.tally(customer([(.awareness, 3)])))
    }

    @Test func `the day is the organisation's`() {
        let zone = TimeZone(name: "east", offset: 7_200, transitions: [])
        var tally = JourneyTally(within: .usual)
        tally.add(customer([(.awareness, 23 * 3_600)]), in: zone)
        #expect(value(tally, .awareness, .entered, on: 1) == 1)
    }
}

struct DurationBucketTests {
    @Test func `every duration lies within its span, and spans are narrow`() {
        var seconds: Int64 = 0
        while seconds < 400_000_000 {
            let bucket = DurationBucket(seconds: seconds)
            #expect(bucket.lowerBound <= seconds && seconds < bucket.upperBound)
            #expect(Double(bucket.upperBound - bucket.lowerBound) <= max(1, Double(seconds) / 16))
            seconds += max(1, seconds / 37)
        }
    }
}
