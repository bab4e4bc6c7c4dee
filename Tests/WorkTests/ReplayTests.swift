import Domain
import MariaDB
import Storage
import Support
import Testing

/// Failed deliveries that are sent through the work once more, very many at a time.
struct ReplayTests {
    private static let failed = 12_000

    private let bench: Bench
    private let root: Database
    private let scope: OwnScope

    /// All from one bad day, of two connections in turns.
    init() throws {
        bench = try Bench()
        root = Database(bench.shop.database.root)
        scope = try OwnScope(bench.shop.organisation, on: Database(bench.shop.database.api))
        try root.execute(
            """
            INSERT INTO deliveries (organisation_id, id, connection_id, received_at, is_signed,
                address, request_id, path, headers, body)
            SELECT \(bench.shop.organisation), \(IdentifierSource.bound(bench.now)) + seq,
                IF(seq % 2, \(bench.shop.connection), 1), \(bench.now), 1, 'x', 'x', 'x', '[]',
                REPEAT('x', 4000)
            FROM seq_1_to_12000
            """
        )
        try root.execute(
            """
            INSERT INTO failures (organisation_id, delivery_id, fate, reason, attempts, failed_at)
            SELECT organisation_id, id, 'quarantined', 'x', 1, received_at + INTERVAL 1 DAY
            FROM deliveries
            """
        )
    }

    private func jobs() throws -> Int { try bench.number("SELECT COUNT(*) FROM jobs") }

    private func replay(
        after: Delivery.ID? = nil,
        of connection: Domain.Connection.ID? = nil,
        within time: Duration
    ) throws -> ReplayStore.Replay {
        var filter = ReplayStore.Filter(.quarantined)
        filter.connection = connection
        filter.after = after
        return try ReplayStore(scope).replay(filter, at: bench.now, within: time)
    }

    @Test func `all are sent, however many`() throws {
        let replay = try replay(within: .seconds(60))
        #expect(replay.count == ReplayTests.failed)
        #expect(replay.next == nil)
        #expect(try jobs() == ReplayTests.failed)
        #expect(try self.replay(within: .seconds(60)).count == 0)
    }

    @Test func `when the time is over, the next goes on where the last left off`() throws {
        var counts: [Int] = []
        var next: Delivery.ID?
        repeat {
            let replay = try replay(after: next, within: .zero)
            counts.append(replay.count)
            next = replay.next
            // What has failed anew by then is not sent once more.
            try root.execute("DELETE FROM jobs")
        } while next != nil
        #expect(counts == [5_000, 5_000, 2_000])
    }

    @Test func `those of one connection are counted and sent without reading a delivery`() throws {
        let connection = bench.shop.connection
        let before = try deliveriesRead()
        let healths = try ConnectionHealthReport(scope).healths(of: [connection], at: bench.now)
        #expect(healths[connection]?.quarantined == ReplayTests.failed / 2)
        let replay = try replay(of: connection, within: .seconds(60))
        #expect(replay.count == ReplayTests.failed / 2)
        #expect(try deliveriesRead() - before < 10)
        #expect(try jobs() == ReplayTests.failed / 2)
    }

    @Test func `those of a day are counted without reading a delivery`() throws {
        let before = try deliveriesRead()
        var filter = DeliveryList.Filter()
        filter.connection = bench.shop.connection
        filter.span.from = bench.now
        #expect(try quarantined(filter) == ReplayTests.failed / 2)
        filter.span.from = bench.now + .seconds(1)
        #expect(try quarantined(filter) == 0)
        #expect(try deliveriesRead() - before < 10)
    }

    @Test func `those under way are not counted, whether few or many of them wait`() throws {
        let (first, half) = (bench.shop.connection, ReplayTests.failed / 2)
        let some: [Delivery.ID] = try root.rows(
            """
            SELECT delivery_id FROM failures
            WHERE connection_id = \(first) AND delivery_id % 1000 = 1
            """
        )
        #expect(some.count > 1)
        for id in some { #expect(try ReplayStore(scope).replay(id, at: bench.now)) }
        let rest = half - some.count
        #expect(try counts(of: first) == [rest, rest])
        #expect(try replay(of: Connection.ID(1), within: .seconds(60)).count == half)
        #expect(try counts(of: first) == [rest, rest])
        #expect(try counts(of: Connection.ID(1)) == [0, 0])
    }

    /// How many of a connection's deliveries its card and the list say are quarantined.
    private func counts(of connection: Domain.Connection.ID) throws -> [Int?] {
        let healths = try ConnectionHealthReport(scope).healths(of: [connection], at: bench.now)
        var filter = DeliveryList.Filter()
        filter.connection = connection
        return [healths[connection]?.quarantined, try quarantined(filter)]
    }

    private func quarantined(_ filter: DeliveryList.Filter) throws -> Int? {
        try DeliveryList(scope).counts(filter).first { $0.state == .quarantined }?.count.value
    }

    /// The server counts what is read of each table for whoever asks it to.
    private func deliveriesRead() throws -> Int {
        try root.execute("SET GLOBAL userstat = 1")
        return try bench.number(
            """
            SELECT COALESCE(SUM(rows_read), 0) FROM information_schema.table_statistics
            WHERE table_schema = DATABASE() AND table_name = 'deliveries'
            """
        )
    }
}
