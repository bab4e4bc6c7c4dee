import Domain
import Intake
import Machine
import Testing

@testable import waymark

struct DemoTests {
    private static let now = Instant(seconds: 1_767_225_600)

    private func year(seed: UInt64 = 1, of customers: Int = 300) throws -> [DemoHistory.Post] {
        let currency = try #require(Currency("EUR"))
        let history = DemoHistory(
            seed: seed,
            customers: customers,
            currency: currency,
            now: Self.now
        )
        return (0..<customers).flatMap { number in history.posts(of: number) }
    }

    @Test
    func `the same seed tells the same year and another seed another`() throws {
        let year = try year()
        #expect(try self.year().map(\.body) == year.map(\.body))
        #expect(try self.year(seed: 2).map(\.body) != year.map(\.body))
        #expect(Set(year.map(\.id)).count == year.count)
    }

    @Test
    func `every event is one that the webhook takes, of the year before now`() throws {
        var stages: [Stage: Set<String>] = [:]
        for post in try year() {
            guard
                case .fact(let fact) = JourneyDialect.read(
                    body: post.body,
                    contentType: "application/json"
                )
            else {
                Issue.record("not taken: \(String(decoding: post.body, as: UTF8.self))")
                continue
            }
            #expect(fact.occurredAt <= Self.now)
            #expect(fact.occurredAt > Self.now - .days(367))
            #expect((fact.amount != nil) == (fact.kind == .purchaseMade))
            stages[fact.stage, default: []].insert(fact.customerID)
        }
        let reached = Stage.allCases.map { stage in stages[stage]?.count ?? 0 }
        #expect(reached[0] > 250)
        #expect(reached == reached.sorted(by: >), "each stage has fewer than the one before")
        #expect(reached[4] > 0, "somebody becomes an advocate")
    }

    @Test
    func `chance keeps to its weights and its median`() {
        var chance = SeededRandom(seed: 7)
        let picks = (0..<10_000).map { _ in chance.pick([("a", 75), ("b", 25)]) }
        let share = Double(picks.count { pick in pick == "a" }) / 10_000
        #expect(abs(share - 0.75) < 0.03)
        let values = (0..<10_001).map { _ in chance.around(58) }.sorted()
        #expect(abs(values[5_000] - 58) < 4)
        #expect(values[0] > 0)
    }
}
