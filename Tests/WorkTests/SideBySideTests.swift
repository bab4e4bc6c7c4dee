import Domain
import MariaDB
import Storage
import Support
import Testing
import Threads

/// Workers that apply deliveries of different customers at the same time.
struct SideBySideTests {
    private func entry(
        _ customer: String,
        _ stage: Stage,
        at hour: Int,
        of shop: TestShop,
        lane: UInt16
    ) -> InboxEntry {
        shop.entry(
            """
            {"customer_id":"\(customer)","event":"stage_entered","stage":"\(stage.name)",\
            "timestamp":"2026-05-01T\(hour):00:00Z","metadata":{"source":"chat"}}
            """,
            lane: lane
        )
    }

    @Test func `one in the middle of its work holds up nobody with customers of the same source`()
        throws
    {
        let bench = try Bench()
        let shop = bench.shop
        try shop.deliver([
            entry("a", .awareness, at: 10, of: shop, lane: 1),
            entry("b", .awareness, at: 10, of: shop, lane: 2),
        ])
        try bench.work(shard: 1)
        try shop.deliver([entry("a", .consideration, at: 11, of: shop, lane: 1)])
        let rival = try MariaDB.Connection(shop.database.root)
        try rival.execute("BEGIN")
        try rival.execute("DELETE FROM journey_places WHERE shard = 1")
        let first = WorkerThread(name: "first") { try? bench.work(shard: 1) }
        first.start()
        try bench.awaitLock()
        try shop.deliver([entry("b", .consideration, at: 11, of: shop, lane: 2)])
        try bench.work(shard: 2)
        #expect(try bench.number("SELECT COUNT(*) FROM events") == 3)
        try rival.execute("ROLLBACK")
        first.join()
        #expect(try bench.number("SELECT COUNT(*) FROM events") == 4)
        #expect(try bench.differences() == [])
    }
}
