import Domain
import MariaDB
import Storage
import Support
import Testing

/// Customers who stand for very many people, such as the one to whom a till rings everybody up.
struct LongHistoryTests {
    private static let purchases = 20_000
    /// Of so many rows as an index has them, and what the server does besides; fetched one by one
    /// they are two each.
    private static let pages = 5_000

    /// Reads of pages are counted for a whole server, so nobody else may be at this one.
    private let server: MariaDBServer
    private let bench: Bench

    init() throws {
        server = try MariaDBServer()
        bench = try Bench(in: TestDatabase(server.freshDatabase()))
    }

    private func buy() throws {
        let shop = bench.shop
        try shop.deliver([
            shop.entry(
                """
                {"customer_id":"till","event":"purchase_made","stage":"purchase",\
                "timestamp":"2026-05-01T10:00:00Z","metadata":{"value":5}}
                """
            )
        ])
        try bench.work()
    }

    @Test func `what somebody paid is counted along an index, again and again`() throws {
        try buy()
        try Database(bench.shop.database.root).execute(
            """
            INSERT INTO events SELECT e.organisation_id, e.id + seq, e.customer_id, e.identity_id,
                e.connection_id, e.delivery_id, UNHEX(MD5(seq)), e.kind, e.stage,
                e.occurred_at + INTERVAL seq SECOND, e.received_at, e.is_clamped, e.source_id,
                e.name, e.email, e.amount, e.currency, e.metadata
            FROM events e JOIN seq_1_to_19999
            """
        )
        let work = Database(bench.shop.database.work)
        let events = EventStore(database: work, organisation: bench.shop.organisation)
        let records = CustomerRecords(database: work, organisation: bench.shop.organisation)
        let id = try bench.customer("till")
        for _ in 0..<3 {
            // Who has read other columns must not be the slower for it.
            let folded = try events.fold([id])
            let before = try pagesRead()
            let paid = try records.paidFromEvents([id])
            let read = try pagesRead() - before
            #expect(read < LongHistoryTests.pages)
            #expect(paid[id]?.values.map(\.purchases) == [LongHistoryTests.purchases])
            #expect(paid[id] == folded[id]?.paid)
        }
    }

    /// As where each guest gets an id, and all the same e-mail.
    @Test func `of very many names a list reads the first alone`() throws {
        try buy()
        try Database(bench.shop.database.root).execute(
            """
            INSERT INTO identities (organisation_id, id, kind, connection_id, value, customer_id)
            SELECT organisation_id, id + seq, kind, connection_id, CONCAT('a', seq), customer_id
            FROM identities JOIN seq_1_to_19999
            """
        )
        let scope = try OwnScope(bench.shop.organisation, on: Database(bench.shop.database.api))
        let id = try bench.customer("till")
        for _ in 0..<3 {
            let before = try pagesRead()
            let listed = try CustomerReport(scope).list([id])
            let read = try pagesRead() - before
            #expect(read < LongHistoryTests.pages)
            #expect(listed.map(\.externalID) == ["till"])
        }
    }

    private func pagesRead() throws -> Int {
        try bench.number(
            """
            SELECT CAST(variable_value AS INT) FROM information_schema.global_status
            WHERE variable_name = 'INNODB_BUFFER_POOL_READ_REQUESTS'
            """
        )
    }
}
