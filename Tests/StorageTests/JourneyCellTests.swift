import Domain
import MariaDB
import Support
import Testing

@testable import Storage

/// How the journey's counts are stored, and how the counts of before came to be stored so.
struct JourneyCellTests {
    @Test(arguments: [nil, 0, 1, 500, .max] as [UInt16?])
    func `a cell's number leads back to the cell`(source: UInt16?) throws {
        let days = try ["0001-01-01", "1969-12-31", "2026-11-21", "9999-12-31"].map {
            try #require(Day(iso: $0))
        }
        for grain in [JourneyCell.Grain.day, .month] {
            for (day, stage) in zip(days + days, Stage.allCases) {
                let cell = JourneyCell(grain: grain, day: day, source: source, stage: stage)
                #expect(JourneyCell(number: cell.number) == cell)
            }
        }
    }

    @Test func `the cells of a period are one range, without those of others`() throws {
        let first = try #require(Day(iso: "2026-01-01"))
        let range = try #require(DayRange(first: first, last: first.advanced(by: 364)))
        let numbers = JourneyCell.numbers(of: .day, 3, .purchase, over: range)
        #expect(numbers.count == 365)
        for other in [
            JourneyCell(grain: .month, day: first, source: 3, stage: .purchase),
            JourneyCell(grain: .day, day: first, source: nil, stage: .purchase),
            JourneyCell(grain: .day, day: first, source: 3, stage: .retention),
            JourneyCell(grain: .day, day: first.advanced(by: -1), source: 3, stage: .purchase),
        ] {
            #expect(!numbers.contains(other.number))
        }
    }

    @Test func `packed stays add up, also one value behind the other`() {
        let some: [DurationBucket: Int64] = [
            DurationBucket(seconds: 0): 7, DurationBucket(seconds: 90_000): -3,
            DurationBucket(seconds: 40_000_000): 2_000_000_000,
        ]
        let more = [DurationBucket(seconds: 90_000): Int64(5)]
        var sum: [DurationBucket: Int64] = [:]
        PackedStays.add(PackedStays.bytes(of: some) + PackedStays.bytes(of: more), to: &sum)
        #expect(sum == some.merging(more) { $0 + $1 })
        #expect(PackedStays.bytes(of: some).count == 18)
        #expect(PackedStays.bytes(of: [DurationBucket(seconds: 1): 0]).isEmpty)
    }

    @Test func `two who add to a new cell at once both count`() throws {
        let database = try TestDatabase.shared()
        let shop = try TestShop(in: database)
        let store = StayStore(
            database: Database(database.work),
            organisation: shop.organisation,
            shard: 1
        )
        let day = try #require(Day(iso: "2026-11-21"))
        let cell = JourneyCell(grain: .day, day: day, source: nil, stage: .purchase)
        let stays = [DurationBucket(seconds: 60): Int64(1)]
        try store.insert([cell: stays])
        try store.insert([cell: stays])
        try store.add([cell: stays])
        let found = try RecountStore(
            database: Database(database.work),
            organisation: shop.organisation
        ).stays()
        #expect(found == [cell: [DurationBucket(seconds: 60): 3]])
    }

    @Test func `a migration brings the counts of before over, each one`() throws {
        let root = try MariaDBServer.freshDatabase()
        let all = try Migration.all(in: Repository.path("schema/migrations"))
        let number = try #require(all.firstIndex { $0.name.hasSuffix("_journey_cells") })
        try Migrator(Array(all[..<number])).apply(at: root)
        let tally = JourneyCellTests.tally
        try JourneyCellTests.store(tally, asBefore: MariaDB.Connection(root))
        try Migrator(Array(all[...number])).apply(at: root)
        let differences = try RecountStore(
            database: Database(root),
            organisation: Organisation.ID(1)
        ).differences(from: tally).filter { !$0.hasPrefix("now in") }
        #expect(differences == [])
        #expect(tally.counts.count > 100)
    }

    /// Customers of three sources and of none, who went on sooner or later.
    private static var tally: JourneyTally {
        var tally = JourneyTally(within: .usual)
        for number in 0..<60 {
            var customer: Customer?
            for stage in Stage.allCases.prefix(1 + number % 5) {
                let wait = Int64(number * number * 977 * Int(stage.rawValue))
                let event = JourneyEvent(
                    kind: .stageEntered,
                    stage: stage,
                    occurredAt: Instant(seconds: 1_780_000_000 + Int64(number % 7) * 86_400 + wait),
                    source: number % 4 == 0 ? nil : "s\(number % 4)"
                )
                if customer == nil { customer = Customer(firstEvent: event) }
                customer?.absorb(event)
            }
            if let customer { tally.add(customer, in: .utc) }
        }
        return tally
    }

    /// Every count in a row of its own, in two shards of which one takes away.
    private static func store(
        _ tally: JourneyTally,
        asBefore connection: MariaDB.Connection
    ) throws {
        try connection.run(
            script: """
                INSERT INTO organisations (id, name, time_zone, currency, created_at)
                VALUES (1, 'x', 'UTC', 'EUR', NOW());
                INSERT INTO sources (organisation_id, id, name)
                VALUES (1, 1, 's1'), (1, 2, 's2'), (1, 3, 's3');
                """
        )
        var rows: [[Value]] = []
        for (key, value) in tally.counts {
            let (measure, detail) = code(of: key.measure)
            let source = key.source.flatMap { Int64($0.dropFirst()) } ?? 0
            for (grain, day) in [("day", key.day), ("month", key.day.firstOfMonth)] {
                for (shard, part) in [(Int64(1), value + 4), (2, -4)] {
                    rows.append([
                        .text(grain), .text(day.iso), .int(source), .int(Int64(key.stage.rawValue)),
                        .int(measure), .int(detail), .int(shard), .int(part),
                    ])
                }
            }
        }
        try connection.executeMany(
            """
            INSERT INTO journey_counts
                (organisation_id, grain, day, source_id, stage, measure, detail, shard, value)
            VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?)
            ON DUPLICATE KEY UPDATE value = value + VALUES(value)
            """,
            rows: rows
        )
    }

    /// The numbers of before.
    private static func code(of measure: JourneyMeasure) -> (Int64, Int64) {
        switch measure {
        case .entered: (1, 0)
        case .began: (2, 0)
        case .moved(let stage): (3, Int64(stage.rawValue))
        case .converted(let stage): (4, Int64(stage.rawValue))
        case .stayed(let span): (5, Int64(span.number))
        case .secondsStayed: (6, 0)
        }
    }
}
