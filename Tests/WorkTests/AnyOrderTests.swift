import Domain
import Machine
import MariaDB
import Storage
import Support
import Testing

/// Whatever order deliveries come in and however often, the same rows are there in the end.
struct AnyOrderTests {
    @Test(arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
    func `any permutation and duplication of the events ends in the same rows`(
        seed: UInt64
    ) throws {
        var dice = SeededRandom(seed: seed)
        let events = Story(dice: &dice).events
        let expected = try outcome(of: events, batches: [events.count])

        for _ in 0..<3 {
            var shuffled = events + events.filter { _ in dice.roll(3) == 0 }
            shuffled.shuffle(using: &dice)
            let found = try outcome(of: shuffled, batches: dice.parts(of: shuffled.count))
            #expect(found == expected)
        }
    }

    private func outcome(of bodies: [String], batches: [Int]) throws -> [String] {
        let bench = try Bench(timeZone: "America/New_York")
        var rest = bodies[...]
        for size in batches {
            let entries = rest.prefix(size).enumerated().map { index, body in
                bench.shop.entry(body, lane: UInt16(index % 7))
            }
            rest = rest.dropFirst(size)
            try bench.shop.deliver(entries)
            try bench.work()
        }
        #expect(try bench.differences() == [])
        #expect(try bench.number("SELECT COUNT(*) FROM jobs") == 0)
        return try bench.state()
    }
}

/// A made-up run of events: a few people under several names, who do things in any stage.
private struct Story {
    let events: [String]

    init(dice: inout SeededRandom) {
        let kinds = EventKind.allCases
        let stages = Stage.allCases
        var bodies: [String] = []
        for number in 0..<40 {
            let kind = kinds[dice.roll(kinds.count)]
            let time = Instant(seconds: 1_780_000_000 + Int64(dice.roll(60)) * 86_400 / 4)
            var fields = [
                #""event_id":"e\#(number)""#,
                #""customer_id":"c\#(dice.roll(8))""#,
                #""event":"\#(kind.name)""#,
                #""stage":"\#(stages[dice.roll(stages.count)].name)""#,
                #""timestamp":"\#(time.iso8601)""#,
                #""metadata":{"source":"s\#(dice.roll(3))","value":\#(dice.roll(9_999)).25}"#,
            ]
            if dice.roll(3) == 0 {
                fields.append(#""customer_email":"p\#(dice.roll(5))@example.com""#)
            }
            if dice.roll(2) == 0 { fields.append(#""customer_name":"Name \#(dice.roll(4))""#) }
            bodies.append("{\(fields.joined(separator: ","))}")
        }
        events = bodies
    }
}

/// The same seed gives the same story on every machine.
extension SeededRandom {
    fileprivate mutating func roll(_ sides: Int) -> Int {
        Int.random(in: 0..<sides, using: &self)
    }

    /// A count cut into random parts.
    fileprivate mutating func parts(of count: Int) -> [Int] {
        var parts: [Int] = []
        var rest = count
        while rest > 0 {
            parts.append(1 + roll(min(rest, 15)))
            rest -= parts[parts.count - 1]
        }
        return parts
    }
}
