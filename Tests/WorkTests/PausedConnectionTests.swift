import Domain
import MariaDB
import Storage
import Support
import Testing
import Work

/// Deliveries that come while their connection is paused.
struct PausedConnectionTests {
    private let bench: Bench
    private let root: Database
    private let work: Database
    /// Paused, and it stays so; made before the bench's own.
    private let other: Domain.Connection.ID

    init() throws {
        bench = try Bench()
        root = Database(bench.shop.database.root)
        work = Database(bench.shop.database.work)
        other = Domain.Connection.ID(bench.shop.connection.number - 1)
        try root.execute(
            """
            INSERT INTO connections (organisation_id, id, name, token, scheme, created_at)
            SELECT organisation_id, \(other), 'Other', 'other', scheme, created_at FROM connections
            """
        )
        try root.execute("UPDATE connections SET paused_at = NOW()")
    }

    /// Deliveries of one customer each, in these lanes in turns.
    private func hold(_ count: Int, of connection: Domain.Connection.ID) throws {
        try bench.shop.deliver(
            (0..<count).map { number in
                var entry = bench.shop.entry(
                    """
                    {"customer_id":"\(connection.text)-\(number)","event":"page_viewed",\
                    "stage":"awareness","timestamp":"2026-05-01T10:00:00Z"}
                    """,
                    lane: UInt16(number % 8)
                )
                entry.connection = connection
                entry.isHeld = true
                return entry
            }
        )
    }

    private func resume(_ connection: Domain.Connection.ID) throws {
        try root.execute("UPDATE connections SET paused_at = NULL WHERE id = \(connection)")
    }

    private func unblock(within time: Duration = .seconds(60)) throws -> Int {
        var house = bench.housekeeping
        return try house.unblock(at: bench.now, within: time)
    }

    private func events() throws -> Int { try bench.number("SELECT COUNT(*) FROM events") }

    @Test func `they are applied once it is resumed, and not before`() throws {
        try hold(3, of: bench.shop.connection)
        #expect(try unblock() == 0)
        try bench.work(at: bench.now + .days(9))
        #expect(try events() == 0)
        try resume(bench.shop.connection)
        #expect(try unblock() == 3)
        #expect(try unblock() == 0)
        try bench.work()
        #expect(try events() == 3)
        #expect(try bench.number("SELECT COUNT(*) FROM jobs") == 0)
    }

    @Test func `those of one that stays paused wait on`() throws {
        try hold(5, of: bench.shop.connection)
        try hold(7, of: other)
        try resume(bench.shop.connection)
        #expect(try unblock() == 5)
        try bench.work()
        #expect(try events() == 5)
        #expect(try bench.number("SELECT COUNT(*) FROM jobs") == 7)
        try resume(other)
        #expect(try unblock() == 7)
        try bench.work()
        #expect(try events() == 12)
    }

    @Test func `more than a bite of them are let go at once`() throws {
        try hold(2_500, of: bench.shop.connection)
        try resume(bench.shop.connection)
        #expect(try unblock(within: .zero) == 1_000)
        #expect(try unblock() == 1_500)
    }

    @Test func `whoever looks for some to let go reads none of those that wait on`() throws {
        try hold(3_000, of: other)
        try hold(1, of: bench.shop.connection)
        for _ in 0..<3 {
            let before = try work.rowsRead()
            #expect(try unblock() == 0)
            #expect(try work.rowsRead() - before < 200)
        }
        try resume(bench.shop.connection)
        let before = try work.rowsRead()
        #expect(try unblock() == 1)
        #expect(try work.rowsRead() - before < 200)
    }
}
