import Domain
import Glibc
import MariaDB
import Storage
import Support
import Synchronization
import Testing
import Threads

@testable import Work

/// Idle workers, one of whom looks for all.
struct LookoutTests {
    private let start = ContinuousClock.now
    private let lookout = Lookout()

    @Test func `who has the watch keeps it, and the others rest`() {
        #expect(lookout.isTurn(of: 1, at: start))
        #expect(!lookout.isTurn(of: 2, at: start))
        #expect(lookout.isTurn(of: 1, at: start + .milliseconds(20)))
        #expect(!lookout.isTurn(of: 2, at: start + .milliseconds(20)))
    }

    @Test func `others look as soon as they are called`() {
        #expect(lookout.isTurn(of: 1, at: start))
        lookout.callOthers()
        #expect(lookout.isTurn(of: 2, at: start))
        #expect(!lookout.isTurn(of: 1, at: start))
    }

    @Test(arguments: [(199, false), (200, true)])
    func `another takes the watch of who is held up`(milliseconds: Int, isTaken: Bool) {
        #expect(lookout.isTurn(of: 1, at: start))
        let looked = start + .seconds(1)
        #expect(lookout.isTurn(of: 1, at: looked))
        #expect(lookout.isTurn(of: 2, at: looked + .milliseconds(milliseconds)) == isTaken)
    }

    /// Runs idle workers for half a second; tells how often they looked, and for how long.
    private func looks(
        of workers: Int,
        at bench: Bench,
        meanwhile: () throws -> Void = {}
    ) throws -> (count: Int, duration: Duration) {
        let (stop, lookout) = (StopSignal(), Lookout())
        let looks = Counted()
        let running = (0..<workers).map { index in
            WorkerThread(name: "work") {
                var worker = Worker(
                    database: Database(bench.shop.database.work),
                    ids: TestShop.ids,
                    shard: UInt16(index),
                    lookout: lookout,
                    clock: {
                        looks.count.add(1, ordering: .relaxed)
                        return bench.now
                    },
                    report: { _ in }
                )
                worker.run(until: stop)
            }
        }
        let start = ContinuousClock.now
        for thread in running { thread.start() }
        _ = stop.wait(for: .milliseconds(500))
        try meanwhile()
        stop.set()
        for thread in running { thread.join() }
        return (looks.count.load(ordering: .relaxed), .now - start)
    }

    private final class Counted: Sendable {
        let count = Atomic(0)
    }

    @Test func `six idle workers ask the database no more often than one`() throws {
        let (count, duration) = try looks(of: 6, at: Bench())
        // Each looks once when it starts, and may take over from who was held up.
        let most = duration / .milliseconds(20) + 6 + duration / Lookout.patience
        #expect(Double(count) <= most)
        #expect(count > 6)
    }

    @Test func `what comes while all are idle is done`() throws {
        let bench = try Bench()
        _ = try looks(of: 3, at: bench) {
            try bench.shop.deliver((0..<40).map { entry($0, of: bench.shop) })
            let deadline = ContinuousClock.now + .seconds(60)
            while try bench.number("SELECT COUNT(*) FROM jobs") > 0, .now < deadline {
                usleep(20_000)
            }
        }
        #expect(try bench.number("SELECT COUNT(*) FROM events") == 40)
    }

    private func entry(_ number: Int, of shop: TestShop) -> InboxEntry {
        shop.entry(
            """
            {"customer_id":"c\(number)","event":"stage_entered","stage":"awareness",\
            "timestamp":"2026-05-01T10:00:00Z"}
            """,
            lane: UInt16(number)
        )
    }
}
