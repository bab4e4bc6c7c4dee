import Domain
import MariaDB
import Storage
import Support
import Testing
import Threads
import Work

/// Tags for everybody in a list: once each, whatever cuts the work off.
struct BulkTagTests {
    @Test func `everybody in the list gets the tag, and nobody else`() throws {
        let bench = try BulkBench(customers: 90)
        let job = try bench.tag(bench.list(bench.filter { $0.stage = .purchase }))
        try bench.work()
        let done = try bench.find(job)
        #expect(done.state == .done)
        #expect(done.progress.seen == 30)
        #expect(done.progress.changed == 30)
        #expect(try bench.tagged() == 30)
        let wrong = try bench.bench.number(
            """
            SELECT COUNT(*) FROM customer_tags t JOIN customers c
                ON c.organisation_id = t.organisation_id AND c.id = t.customer_id
            WHERE c.stage <> 3
            """
        )
        #expect(wrong == 0)
    }

    @Test func `undoing takes the tag from those who got it, and leaves who had it`() throws {
        let bench = try BulkBench(customers: 900)
        _ = try bench.tag(bench.list(bench.filter { $0.stage = .purchase }))
        try bench.work()
        let all = try bench.tag(bench.list(bench.filter()))
        try bench.work()
        #expect(try bench.tagged() == 900)
        #expect(try bench.find(all).progress.changed == 600)
        let undo = try bench.undo(all)
        try bench.work()
        #expect(try bench.tagged() == 300)
        #expect(try bench.find(undo).progress.changed == 600)
    }

    /// As after a kill: nobody lets the job go, and its last whole step is on disk.
    @Test func `who takes up what another one left goes on where it was`() throws {
        let bench = try BulkBench(customers: 1_100)
        let job = try bench.tag(bench.list(bench.filter()))
        try bench.begin()
        let queue = BulkQueue(database: Database(bench.shop.database.work))
        let held = try #require(try queue.take([.tag], holder: 1, at: bench.clock.now))
        #expect(try !bench.worker().step(), "it is still held")
        bench.clock.advance(by: BulkQueue.lease)
        try bench.work()
        #expect(try bench.tagged() == 1_100)
        #expect(try bench.find(job).progress.seen == 1_100)
        #expect(try !queue.lock(held), "the one before may not go on")
    }

    @Test func `a cancelled job stops after the step at hand, and can be taken back`() throws {
        let bench = try BulkBench(customers: 1_100)
        let job = try bench.tag(bench.list(bench.filter()))
        try bench.begin()
        try bench.cancel(job)
        try bench.work()
        #expect(try bench.tagged() == 500)
        #expect(try bench.find(job).state == .cancelled)
        _ = try bench.undo(job)
        try bench.work()
        #expect(try bench.tagged() == 0)
    }

    @Test func `what never gets on is given up in the end`() throws {
        let bench = try BulkBench(customers: 10)
        let job = try bench.tag(bench.list(bench.filter()))
        let queue = BulkQueue(database: Database(bench.shop.database.work))
        for attempt in 1...5 {
            #expect(try queue.take([.tag], holder: Int64(attempt), at: bench.clock.now) != nil)
            bench.clock.advance(by: BulkQueue.lease)
        }
        try bench.work()
        #expect(try bench.find(job).state == .failed)
        #expect(try bench.find(job).reason?.contains("5 times") == true)
        #expect(try bench.tagged() == 0)
    }

    @Test func `chosen customers are tagged, those merged meanwhile left alone`() throws {
        let bench = try BulkBench(customers: 700)
        let ids = try Array(bench.ids().prefix(700))
        let work = Database(bench.shop.database.work)
        try work.execute("UPDATE customers SET stage = NULL WHERE id = \(ids[3])")
        _ = try bench.tag(.chosen(ids), as: "few")
        try bench.work()
        #expect(try bench.tagged("few") == 699)
    }

    @Test func `notes are kept for a week, and the job itself for longer`() throws {
        let bench = try BulkBench(customers: 90)
        let job = try bench.tag(bench.list(bench.filter()))
        try bench.work()
        let retention = BulkRetention(database: Database(bench.shop.database.work))
        let notes: SQL = "SELECT COUNT(*) FROM bulk_job_customers"
        _ = try retention.sweep(at: bench.clock.now + .days(7))
        #expect(try bench.bench.number(notes) == 90)
        _ = try retention.sweep(at: bench.clock.now + .days(8))
        #expect(try bench.bench.number(notes) == 0)
        #expect(try bench.find(job).state == .done)
        _ = try retention.sweep(at: bench.clock.now + .days(91))
        #expect(try bench.bench.number("SELECT COUNT(*) FROM bulk_jobs") == 0)
    }
}

extension BulkBench {
    func tagged(_ tag: String = "vip") throws -> Int {
        try bench.number("SELECT COUNT(*) FROM customer_tags WHERE tag = \(tag)")
    }

    func tag(_ subject: BulkSubject, as tag: String = "vip") throws -> BulkJob.ID {
        try add(.tag, { $0.tag = tag }, about: subject)
    }

    func undo(_ id: BulkJob.ID) throws -> BulkJob.ID {
        try add(
            .untag,
            {
                $0.tag = "vip"
                $0.undoes = id
            },
            about: .changed(by: id)
        )
    }

    /// One step, and then no more.
    func begin() throws {
        let stop = StopSignal()
        stop.set()
        #expect(try worker().step(until: stop))
        #expect(try tagged() == 500)
    }

    /// The living customers' ids, in order.
    func ids() throws -> [Customer.ID] {
        let ids: [Customer.ID] = try Database(shop.database.work).rows(
            "SELECT id FROM customers WHERE stage IS NOT NULL ORDER BY id"
        )
        return ids
    }
}
