import Domain
import Testing

struct JourneyTests {
    private func event(
        _ kind: EventKind,
        _ stage: Stage,
        at hour: Int64
    ) -> JourneyEvent {
        JourneyEvent(kind: kind, stage: stage, occurredAt: Instant(seconds: hour * 3_600))
    }

    private func journey(_ events: [JourneyEvent]) -> Journey {
        var journey = Journey(firstEvent: events[0])
        for event in events { journey.absorb(event) }
        return journey
    }

    @Test func `the current stage is that of the newest event, not of the last to arrive`() {
        let late = event(.pageViewed, .awareness, at: 1)
        let newest = event(.purchaseMade, .purchase, at: 5)
        #expect(journey([newest, late]).stage == .purchase)
        #expect(journey([late, newest]).stage == .purchase)
    }

    @Test func `on a tie the later stage counts`() {
        let lower = event(.pageViewed, .consideration, at: 3)
        let higher = event(.purchaseMade, .purchase, at: 3)
        #expect(journey([lower, higher]).stage == .purchase)
        #expect(journey([higher, lower]).stage == .purchase)
    }

    @Test func `going back keeps the furthest stage`() {
        let journey = journey([
            event(.purchaseMade, .purchase, at: 1), event(.pageViewed, .awareness, at: 2),
        ])
        #expect(journey.stage == .awareness)
        #expect(journey.furthest == .purchase)
    }

    @Test func `a stage keeps its first entry and its last completion`() {
        let journey = journey([
            event(.stageCompleted, .consideration, at: 6),
            event(.pageViewed, .consideration, at: 2),
            event(.stageCompleted, .consideration, at: 4),
        ])
        let entry = journey.entries[.consideration]
        #expect(entry?.enteredAt == Instant(seconds: 2 * 3_600))
        #expect(entry?.completedAt == Instant(seconds: 6 * 3_600))
    }

    @Test func `a time more than five minutes ahead is clamped to the arrival and marked`() {
        let arrival = Instant(seconds: 1_000_000)
        func settled(_ lead: Duration) throws -> JourneyEvent {
            let fact = JourneyFact(
                dedupKey: [],
                customerID: "1",
                kind: .pageViewed,
                stage: .awareness,
                occurredAt: arrival + lead
            )
            return JourneyEvent(fact, receivedAt: arrival, currency: try #require(Currency("USD")))
        }
        #expect(throws: Never.self) {
            let within = try settled(.minutes(5))
            #expect(!within.isClamped && within.occurredAt == arrival + .minutes(5))
            let beyond = try settled(.minutes(5) + .microseconds(1))
            #expect(beyond.isClamped && beyond.occurredAt == arrival)
        }
    }
}
