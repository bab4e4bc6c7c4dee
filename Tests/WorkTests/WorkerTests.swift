import Domain
import MariaDB
import Storage
import Support
import Testing
import Work

struct WorkerTests {
    private func body(
        _ customer: String,
        event: String = "page_viewed",
        stage: String = "awareness",
        at time: String = "2026-05-01T10:00:00Z",
        more: String = ""
    ) -> String {
        """
        {"customer_id":"\(customer)","event":"\(event)","stage":"\(stage)",\
        "timestamp":"\(time)"\(more)}
        """
    }

    @Test func `a delivery becomes a customer, an event and a place on the journey`() throws {
        let bench = try Bench()
        try bench.shop.deliver([
            bench.shop.entry(
                body(
                    "1",
                    event: "purchase_made",
                    stage: "purchase",
                    more: #","metadata":{"source":"chat","value":150.00},"customer_name":"A B""#
                )
            )
        ])
        try bench.work()
        #expect(
            try bench.number("SELECT COUNT(*) FROM customers WHERE stage = 3 AND name = 'A B'") == 1
        )
        #expect(try bench.number("SELECT COUNT(*) FROM events WHERE amount = 150.0000") == 1)
        #expect(
            try bench.number(
                "SELECT COUNT(*) FROM customer_values WHERE currency = 'USD' AND paid = 150"
            ) == 1
        )
        #expect(try bench.number("SELECT COUNT(*) FROM feed WHERE topic = 'event'") == 1)
        #expect(try bench.differences() == [])
    }

    @Test func `a delivery that means nothing ends in quarantine and can be replayed`() throws {
        let bench = try Bench()
        let bad = bench.shop.entry(#"{"customer_id":"1"}"#)
        try bench.shop.deliver([bad, bench.shop.entry(body("2"))])
        try bench.work()
        #expect(try bench.number("SELECT COUNT(*) FROM failures WHERE fate = 'quarantined'") == 1)
        #expect(try bench.number("SELECT COUNT(*) FROM events") == 1)
        #expect(try bench.number("SELECT COUNT(*) FROM jobs") == 0)

        let scope = try OwnScope(bench.shop.organisation, on: Database(bench.shop.database.api))
        #expect(try ReplayStore(scope).replay(bad.id, at: bench.now))
        #expect(try bench.number("SELECT COUNT(*) FROM jobs WHERE kind = 'replay_delivery'") == 1)
        try bench.work()
        #expect(try bench.number("SELECT COUNT(*) FROM failures") == 1)
        #expect(try bench.number("SELECT COUNT(*) FROM jobs") == 0)
    }

    @Test func `a poison delivery fails alone, is put off with growing pauses and ends dead`()
        throws
    {
        let bench = try Bench()
        try bench.shop.deliver([
            bench.shop.entry(body("1"), lane: 4), bench.shop.entry(body("poison"), lane: 4),
            bench.shop.entry(body("2"), lane: 4),
        ])
        let root = Database(bench.shop.database.root)
        try root.execute(
            """
            CREATE TRIGGER poison BEFORE INSERT ON identities FOR EACH ROW
            IF NEW.value = 'poison' THEN SIGNAL SQLSTATE '45000'; END IF
            """
        )
        try bench.work()
        #expect(try bench.number("SELECT COUNT(*) FROM events") == 2)
        #expect(try bench.number("SELECT attempts FROM jobs") == 1)
        #expect(try bench.number("SELECT COUNT(*) FROM attempts WHERE number = 1") == 1)

        var time = bench.now
        for _ in 0..<11 {
            time = time + .hours(2)
            try bench.work(at: time)
        }
        #expect(try bench.number("SELECT COUNT(*) FROM jobs") == 0)
        #expect(
            try bench.number("SELECT COUNT(*) FROM failures WHERE fate = 'dead' AND attempts = 12")
                == 1
        )
        #expect(try bench.number("SELECT COUNT(*) FROM attempts") == 12)

        try root.execute("DROP TRIGGER poison")
        let scope = try OwnScope(bench.shop.organisation, on: Database(bench.shop.database.api))
        let replay = try ReplayStore(scope).replay(.init(.dead), at: time, within: .seconds(60))
        #expect(replay.count == 1)
        try bench.work(at: time)
        #expect(try bench.number("SELECT COUNT(*) FROM events") == 3)
        #expect(try bench.number("SELECT COUNT(*) FROM failures") == 0)
        #expect(try bench.differences() == [])
    }

    @Test func `one worker notes every attempt of many`() throws {
        let bench = try Bench()
        try bench.shop.deliver([1, 2, 3].map { bench.shop.entry(body("poison\($0)"), lane: $0) })
        let root = Database(bench.shop.database.root)
        try root.execute(
            """
            CREATE TRIGGER poison BEFORE INSERT ON identities FOR EACH ROW
            IF NEW.value LIKE 'poison%' THEN SIGNAL SQLSTATE '45000'; END IF
            """
        )
        try root.execute("UPDATE jobs SET attempts = 11")
        try bench.work()
        #expect(try bench.number("SELECT COUNT(*) FROM attempts WHERE number = 1") == 3)
        #expect(try bench.number("SELECT COUNT(*) FROM failures WHERE fate = 'dead'") == 3)
        #expect(try bench.number("SELECT COUNT(*) FROM jobs") == 0)
    }

    @Test func `a job is not taken before its time`() throws {
        let bench = try Bench()
        try bench.shop.deliver([bench.shop.entry(body("1"), receivedAt: bench.now + .seconds(1))])
        try bench.work()
        #expect(try bench.number("SELECT COUNT(*) FROM events") == 0)
        try bench.work(at: bench.now + .seconds(1))
        #expect(try bench.number("SELECT COUNT(*) FROM events") == 1)
    }

    @Test func `several workers at once apply each delivery once`() async throws {
        let bench = try Bench()
        let entries = (0..<600).map { number in
            let customer = number % 40
            let more =
                #","event_id":"e\#(number)","customer_email":"p\#(customer % 25)@example.com""#
            return bench.shop.entry(
                body("c\(customer)", at: "2026-05-01T10:00:\(10 + number % 50)Z", more: more),
                lane: UInt16(customer)
            )
        }
        try bench.shop.deliver(entries)
        let (database, now) = (bench.shop.database, bench.now)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for shard in 0..<4 as Range<UInt16> {
                group.addTask {
                    var worker = Worker(
                        database: Database(database.work),
                        ids: TestShop.ids,
                        shard: shard,
                        clock: { now },
                        report: { _ in }
                    )
                    _ = try worker.drain()
                }
            }
            try await group.waitForAll()
        }
        try bench.work(at: now + .hours(1))
        #expect(try bench.number("SELECT COUNT(*) FROM events") == 600)
        #expect(try bench.number("SELECT COUNT(*) FROM jobs") == 0)
        #expect(try bench.number("SELECT COUNT(*) FROM failures") == 0)
        #expect(try bench.number("SELECT COUNT(*) FROM customers WHERE stage IS NOT NULL") == 25)
        #expect(try bench.differences() == [])
    }
}
