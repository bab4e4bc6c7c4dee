import Domain
import Foundation
import MariaDB
import Storage
import Support
import Testing
import Threads
import Work

/// What the work does when it is cut off, held up or misled by the clock.
struct InterruptionTests {
    private func body(_ number: Int) -> String {
        """
        {"customer_id":"\(number % 50)","event":"page_viewed","stage":"awareness",\
        "timestamp":"2026-05-01T10:00:00Z","event_id":"\(number)"}
        """
    }

    /// Threads that work until nothing waits any more, while something else is done.
    private func work(_ bench: Bench, threads: Int, meanwhile: () throws -> Void) throws {
        let stop = StopSignal()
        let running = (0..<threads).map { index in
            WorkerThread(name: "work") {
                var worker = Worker(
                    database: Database(bench.shop.database.work),
                    ids: TestShop.ids,
                    shard: UInt16(index),
                    clock: { bench.now },
                    report: { _ in }
                )
                worker.run(until: stop)
            }
        }
        for thread in running { thread.start() }
        defer {
            stop.set()
            for thread in running { thread.join() }
        }
        let deadline = Date.now.addingTimeInterval(120)
        while try bench.number("SELECT COUNT(*) FROM jobs") > 0, Date.now < deadline {
            try meanwhile()
        }
    }

    private func expectAllOnce(_ count: Int, _ bench: Bench) throws {
        #expect(try bench.number("SELECT COUNT(*) FROM jobs") == 0)
        #expect(try bench.number("SELECT COUNT(*) FROM failures") == 0)
        #expect(try bench.number("SELECT COUNT(*) FROM attempts") == 0)
        #expect(try bench.number("SELECT COUNT(*) FROM events") == count)
        #expect(try bench.differences() == [])
    }

    @Test func `connections that are killed in the middle cost and double nothing`() throws {
        let bench = try Bench()
        try bench.shop.deliver(
            (0..<1_500).map { bench.shop.entry(body($0), lane: UInt16($0 % 50)) }
        )
        let killer = try MariaDB.Connection(bench.shop.database.root)
        let user = bench.shop.database.work.user
        var kills = 0
        try work(bench, threads: 2) {
            Thread.sleep(forTimeInterval: .random(in: 0.02..<0.2))
            guard kills < 20 else { return }
            kills += 1
            let sessions: [Int64] = try killer.query(
                "SELECT id FROM information_schema.processlist WHERE user = \(user)"
            ) { row in try row.next() }
            // One that ended by itself meanwhile cannot be killed.
            for session in sessions { try? killer.run(script: "KILL CONNECTION \(session);") }
        }
        try expectAllOnce(1_500, bench)
    }

    @Test func `deadlocks and rows that others hold are waited out without a failed attempt`()
        throws
    {
        let bench = try Bench()
        try bench.shop.deliver(
            (0..<1_000).map { bench.shop.entry(body($0), lane: UInt16($0 % 50)) }
        )
        let rival = try MariaDB.Connection(bench.shop.database.root)
        try work(bench, threads: 2) {
            // Customers in the reverse of the order in which the work takes them.
            _ = try? rival.transaction { () throws(DatabaseError) in
                for half in ["DESC LIMIT 10", "ASC LIMIT 10"] as [SQL] {
                    try rival.execute(
                        """
                        UPDATE customers SET last_seen_at = last_seen_at
                        WHERE merged_into IS NULL ORDER BY id \(fragment: half)
                        """
                    )
                    Thread.sleep(forTimeInterval: 0.02)
                }
            }
        }
        try expectAllOnce(1_000, bench)
    }

    @Test func `a delivery that costs its connection every time is put off, and the others go on`()
        throws
    {
        let bench = try Bench()
        try bench.shop.deliver((1...5).map { bench.shop.entry(body($0), lane: 4) })
        try MariaDB.Connection(bench.shop.database.root).execute(
            """
            CREATE TRIGGER poison BEFORE INSERT ON identities FOR EACH ROW
            IF NEW.value = '3' THEN KILL CONNECTION_ID(); END IF
            """
        )
        let stop = StopSignal()
        let running = WorkerThread(name: "work") {
            var worker = Worker(
                database: Database(bench.shop.database.work),
                ids: TestShop.ids,
                shard: 3,
                clock: { bench.now },
                report: { _ in }
            )
            worker.run(until: stop)
        }
        running.start()
        let due: SQL = "SELECT COUNT(*) FROM jobs WHERE available_at <= \(bench.now)"
        let deadline = Date.now.addingTimeInterval(60)
        while try bench.number(due) > 0, Date.now < deadline {
            Thread.sleep(forTimeInterval: 0.02)
        }
        stop.set()
        running.join()
        #expect(try bench.number("SELECT COUNT(*) FROM events") == 4)
        #expect(try bench.number("SELECT attempts FROM jobs") == 2)
    }

    @Test func `an attempt that is cut off keeps its place before what came later`() throws {
        let bench = try Bench()
        try bench.shop.deliver((1...3).map { bench.shop.entry(body($0), lane: 4) })
        let root = try MariaDB.Connection(bench.shop.database.root)
        try root.execute("CREATE TABLE struck (number INT) ENGINE = Aria TRANSACTIONAL = 0")
        try root.execute(
            """
            CREATE TRIGGER stroke BEFORE INSERT ON identities FOR EACH ROW
            IF NEW.value = '1' AND NOT EXISTS (SELECT 1 FROM struck) THEN
                INSERT INTO struck VALUES (1);
                KILL CONNECTION_ID();
            END IF
            """
        )
        #expect(throws: StorageError.self) { try bench.work() }
        #expect(try bench.number("SELECT COUNT(*) FROM struck") == 1)
        try bench.work()
        let order: [String] = try root.query(
            """
            SELECT i.value FROM events e JOIN identities i
                ON i.organisation_id = e.organisation_id AND i.id = e.identity_id
            ORDER BY e.id
            """
        ) { row in try row.next() }
        #expect(order == ["1", "2", "3"])
    }

    @Test func `an attempt is left to the worker that took the job up meanwhile`() throws {
        let bench = try Bench()
        try bench.shop.deliver([bench.shop.entry(body(1), lane: 4)])
        let database = Database(bench.shop.database.work)
        let queue = QueueStore(database: database)
        let job = try #require(try queue.jobs(in: [4], at: bench.now, limit: 1).first)
        try queue.countAttempt(job, next: bench.now + .seconds(5))
        let own = try database.transaction { () throws(StorageError) in try queue.hold(job) }
        #expect(own)
        let again = try #require(try queue.jobs(in: [4], at: bench.now, limit: 1).first)
        try queue.countAttempt(again, next: bench.now + .seconds(5))
        let others = try database.transaction { () throws(StorageError) in try queue.hold(job) }
        #expect(!others)
        try bench.work(at: bench.now + .seconds(5))
        try expectAllOnce(1, bench)
        let gone = try database.transaction { () throws(StorageError) in try queue.hold(again) }
        #expect(!gone)
    }

    /// A clock set back by so much finds jobs that were put off by it, after so many attempts.
    @Test(arguments: [
        (0, Duration.hours(1), 1), (1, .hours(1), 1), (6, .hours(1), 1), (12, .hours(2), 1),
        (0, .seconds(5), 0), (1, .seconds(7), 0), (6, .seconds(240), 0), (12, .seconds(5_400), 0),
    ])
    func `a job does not wait for a clock that was fast, nor is it hurried`(
        attempts: Int,
        wait: Duration,
        hurried: Int
    ) throws {
        let bench = try Bench()
        try bench.shop.deliver([bench.shop.entry(body(1), receivedAt: bench.now + wait)])
        try Database(bench.shop.database.root).execute("UPDATE jobs SET attempts = \(attempts)")
        var house = bench.housekeeping
        #expect(try house.unblock(at: bench.now, within: .zero) == hurried)
        #expect(
            try bench.number("SELECT COUNT(*) FROM jobs WHERE available_at <= \(bench.now)")
                == hurried
        )
    }

    /// Between one look through all that waits and the next, so long after and so much before it.
    @Test(arguments: [(2, 0), (59, 0), (60, 1), (-1, 1), (-3_600, 1)])
    func `a clock set back is noticed at once, and what others put off within a minute`(
        seconds: Int,
        hurried: Int
    ) throws {
        let bench = try Bench()
        var house = bench.housekeeping
        #expect(try house.unblock(at: bench.now, within: .zero) == 0)
        try bench.shop.deliver([bench.shop.entry(body(1), receivedAt: bench.now + .hours(1))])
        #expect(try house.unblock(at: bench.now + .seconds(seconds), within: .zero) == hurried)
    }
}
