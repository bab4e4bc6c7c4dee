import Domain
import MariaDB
import Storage
import Support
import Testing
import Threads
import Work

/// A new time zone: the days of the journey begin at another hour.
struct CountingChangeTests {
    /// Around midnight in several zones, in two months.
    private static let times = [
        "2026-04-30T23:30:00Z", "2026-05-01T00:30:00Z", "2026-05-01T03:59:00Z",
        "2026-05-01T04:01:00Z", "2026-05-31T22:30:00Z",
    ]

    private func deliver(to bench: Bench, _ times: [String]) throws {
        let stages = ["awareness", "consideration", "purchase"]
        let bodies = times.enumerated().flatMap { number, time in
            stages.map { stage in
                """
                {"customer_id":"c\(number)","event":"stage_entered","stage":"\(stage)",\
                "timestamp":"\(time)","event_id":"\(number)\(stage)",\
                "metadata":{"source":"s\(number % 2)"}}
                """
            }
        }
        try bench.shop.deliver(bodies.map { bench.shop.entry($0) })
        try bench.work()
    }

    private func ask(_ zone: String, of bench: Bench) throws {
        let scope = try OwnScope(bench.shop.organisation, on: Database(bench.shop.database.api))
        var change = OwnOrganisation.Change()
        change.timeZone = zone
        try OwnOrganisation(scope).update(change)
    }

    private func run(on bench: Bench) throws -> Int {
        try bench.changeCounting()
    }

    @Test func `the counts are those of an organisation that was always there`() throws {
        let bench = try Bench(timeZone: "UTC")
        try deliver(to: bench, Array(CountingChangeTests.times.prefix(3)))
        let before = try bench.state()
        try ask("America/New_York", of: bench)
        #expect(try bench.state() == before, "until the background comes to it")
        #expect(try run(on: bench) == 1)
        #expect(try run(on: bench) == 0)
        #expect(try bench.differences() == [])
        try deliver(to: bench, Array(CountingChangeTests.times))

        let native = try Bench(timeZone: "America/New_York")
        try deliver(to: native, CountingChangeTests.times)
        #expect(try bench.state() == native.state())
        #expect(try bench.differences() == [])
        #expect(try bench.state() != before)
    }

    @Test func `asking for the zone that holds changes nothing`() throws {
        let bench = try Bench(timeZone: "Africa/Accra")
        try deliver(to: bench, CountingChangeTests.times)
        let before = try bench.state()
        try ask("Africa/Accra", of: bench)
        #expect(try run(on: bench) == 1)
        #expect(try bench.state() == before)
    }

    @Test func `one that loses against another transaction is made once that is through`() throws {
        let bench = try Bench(timeZone: "UTC")
        try deliver(to: bench, CountingChangeTests.times)
        try ask("Asia/Tokyo", of: bench)
        let asked: SQL = "SELECT COUNT(*) FROM organisations WHERE next_time_zone IS NOT NULL"
        #expect(try bench.number(asked) == 1)
        let change = WorkerThread(name: "change") { _ = try? bench.changeCounting() }
        let rival = try MariaDB.Connection(bench.shop.database.root)
        try rival.transaction { () throws(DatabaseError) in
            // Of two that wait for each other the one with fewer changes loses.
            try rival.execute("DELETE FROM events")
            try rival.execute("DELETE FROM journey_counts")
            change.start()
            try bench.awaitLock()
            try rival.execute("DELETE FROM lanes")
            try rival.execute("ROLLBACK")
        }
        change.join()
        #expect(try bench.number(asked) == 0)
        #expect(try bench.differences() == [])
    }
}
