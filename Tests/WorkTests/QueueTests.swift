import Domain
import MariaDB
import Storage
import Support
import Testing

/// Where a worker looks for work, however much waits.
struct QueueTests {
    private let bench: Bench
    private let root: Database
    private let work: Database
    private let queue: QueueStore

    init() throws {
        bench = try Bench()
        root = Database(bench.shop.database.root)
        work = Database(bench.shop.database.work)
        queue = QueueStore(database: work)
    }

    /// Jobs of these lanes in turns, a second between one and the next.
    private func add(_ count: Int, lanes: Range<Int>, from start: Instant) throws {
        try root.execute(
            """
            INSERT INTO jobs (organisation_id, id, kind, lane, available_at)
            SELECT \(bench.shop.organisation), seq + (SELECT COUNT(*) FROM jobs),
                'process_delivery', \(lanes.lowerBound) + seq % \(lanes.count),
                \(start) + INTERVAL seq SECOND
            FROM seq_1_to_20000 WHERE seq <= \(count)
            """
        )
    }

    @Test func `a look reads little of a long queue, again and again`() throws {
        let now = bench.now
        try add(20_000, lanes: 0..<256, from: now - .days(1))
        for _ in 0..<3 {
            let before = try work.rowsRead()
            #expect(try Set(queue.candidateLanes(at: now)) == Set(0..<256))
            #expect(try work.rowsRead() - before < 2_000)
            // Who has read other columns must not be the slower for it.
            #expect(try queue.jobs(in: [1, 2], at: now, limit: 10).count == 10)
        }
    }

    @Test func `a look reads nothing of what is not due`() throws {
        let now = bench.now
        try add(20_000, lanes: 0..<256, from: now)
        for _ in 0..<3 {
            let before = try work.rowsRead()
            #expect(try queue.candidateLanes(at: now) == [])
            #expect(try work.rowsRead() - before < 100)
            #expect(try queue.jobs(in: [1, 2], at: now + .days(1), limit: 10).count == 10)
        }
    }

    @Test func `a lane in which very much waits hides no other`() throws {
        let now = bench.now
        try add(5_000, lanes: 7..<8, from: now - .days(2))
        try add(1, lanes: 200..<201, from: now - .seconds(1))
        try add(1, lanes: 100..<101, from: now - .days(1))
        try add(1, lanes: 50..<51, from: now)
        #expect(try queue.candidateLanes(at: now) == [7, 100, 200])
    }

    @Test func `of a short queue each lane is told once, the longest waiting first`() throws {
        let now = bench.now
        try add(3, lanes: 9..<10, from: now - .days(1))
        try add(6, lanes: 3..<6, from: now - .days(2))
        try add(1, lanes: 77..<78, from: now - .seconds(1))
        try add(1, lanes: 78..<79, from: now)
        #expect(try queue.candidateLanes(at: now) == [4, 5, 3, 9, 77])
    }
}
