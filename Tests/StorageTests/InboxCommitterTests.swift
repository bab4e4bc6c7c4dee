import MariaDB
import Storage
import Support
import Synchronization
import Testing
import Threads

struct InboxCommitterTests {
    @Test func `many deliveries are stored with few commits, each answered once it is on disk`()
        throws
    {
        let shop = try TestShop(in: TestDatabase())
        let root = Database(shop.database.root)
        try shop.deliver((0..<1_000).map { shop.entry(#"{"n":\#($0)}"#) })
        let stored: (Int, Int)? = try root.row(
            "SELECT COUNT(*), (SELECT COUNT(*) FROM jobs) FROM deliveries"
        )
        #expect(stored?.0 == 1_000 && stored?.1 == 1_000)
        let counted: (Int)? = try root.row(
            "SELECT CAST(SUM(accepted) AS INT) FROM connection_hours"
        )
        #expect(counted == 1_000)
    }

    @Test func `one entry that the database refuses costs only itself`() throws {
        let shop = try TestShop(in: TestDatabase())
        let first = shop.entry("{}")
        let committer = InboxCommitter(shop.database.gate, node: 2)
        let stored = Mutex<[Bool]>([])
        for entry in [first, shop.entry("{}"), first, shop.entry("{}")] {
            #expect(
                committer.submit(entry) { outcome in
                    if case .stored = outcome {
                        stored.withLock { $0.append(true) }
                    } else {
                        stored.withLock { $0.append(false) }
                    }
                }
            )
        }
        committer.close()
        committer.run()
        #expect(stored.withLock { $0 } == [true, true, false, true])
    }

    @Test func `quarantined entries are kept without a job, and refusals are counted`() throws {
        let shop = try TestShop(in: TestDatabase())
        var bad = shop.entry("nonsense")
        bad.quarantineReason = "body: is not JSON"
        let committer = InboxCommitter(shop.database.gate, node: 3)
        #expect(committer.submit(bad) { _ in })
        for _ in 0..<3 {
            committer.note(
                Refusal(
                    organisation: shop.organisation,
                    connection: shop.connection,
                    at: bad.receivedAt,
                    reason: "wrong_signature",
                    detail: "no secret fits"
                )
            )
        }
        committer.close()
        committer.run()
        let root = Database(shop.database.root)
        let failed: (String, String)? = try root.row("SELECT fate, reason FROM failures")
        #expect(failed?.0 == "quarantined" && failed?.1 == "body: is not JSON")
        let refused: (Int)? = try root.row("SELECT times FROM connection_refusals")
        #expect(refused == 3)
        let jobs: (Int)? = try root.row("SELECT COUNT(*) FROM jobs")
        #expect(jobs == 0)
    }

    @Test func `without a database every entry is answered, and none as stored`() throws {
        let server = try MariaDBServer()
        var settings = try server.freshDatabase()
        settings.connectTimeout = 1
        server.kill()
        let shop = try TestShop(in: TestDatabase.shared())
        let committer = InboxCommitter(settings, node: 4)
        let failed = Mutex(0)
        for _ in 0..<5 {
            #expect(
                committer.submit(shop.entry("{}")) { outcome in
                    if case .failed(let error) = outcome, error.kind == .unavailable {
                        failed.withLock { $0 += 1 }
                    }
                }
            )
        }
        committer.close()
        committer.run()
        #expect(failed.withLock { $0 } == 5)
    }

    @Test(arguments: [(10, 4_096), (1 << 20, 64)])
    func `more than can wait is turned away at once, and what was taken is stored`(
        bytes: Int,
        taken: Int
    ) throws {
        let shop = try TestShop(in: TestDatabase())
        let committer = InboxCommitter(shop.database.gate, node: 7)
        let answers = (0..<taken + 3).map { _ in
            committer.submit(shop.entry(String(repeating: " ", count: bytes))) { _ in }
        }
        #expect(answers == Array(repeating: true, count: taken) + [false, false, false])
        committer.close()
        committer.run()
        let stored: (Int)? = try Database(shop.database.root)
            .row("SELECT COUNT(*) FROM deliveries")
        #expect(stored == taken)
    }
}
