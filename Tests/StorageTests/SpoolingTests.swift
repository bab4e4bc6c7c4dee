import Domain
import Foundation
import MariaDB
import Storage
import Support
import Synchronization
import Testing

/// The committer while the database is away, and after it: what was taken is stored once.
struct SpoolingTests {
    private let shop: TestShop
    private let directory: TemporaryDirectory

    init() throws {
        shop = try TestShop(in: TestDatabase())
        directory = try TemporaryDirectory()
    }

    private var folder: String { directory.path("spool") }

    private var away: ConnectionSettings {
        var settings = shop.database.gate
        settings.address = .socket("/nowhere/socket")
        return settings
    }

    /// Gives entries to a committer that ends when they are done; tells how each ended.
    private func give(
        _ entries: [InboxEntry],
        at settings: ConnectionSettings,
        limit: Int = 1 << 20
    ) -> (stored: [Bool], counters: InboxCounters) {
        let committer = InboxCommitter(
            settings,
            node: 5,
            spool: SpoolSettings(directory: folder, limit: limit)
        )
        let stored = Mutex<[Bool]>([])
        for entry in entries {
            _ = committer.submit(entry) { outcome in
                stored.withLock { stored in
                    if case .stored = outcome { stored.append(true) } else { stored.append(false) }
                }
            }
        }
        committer.close()
        committer.run()
        return (stored.withLock { $0 }, committer.counters)
    }

    private func numbers(of table: SQL) throws -> [Int64] {
        try Database(shop.database.root).rows("SELECT id FROM \(fragment: table) ORDER BY id")
    }

    @Test func `what comes while the database is away waits on disk and is stored when it is back`()
        throws
    {
        var entries = (0..<300).map { shop.entry(#"{"n":\#($0)}"#) }
        entries[7].quarantineReason = "body: is not JSON"
        entries[7].messageID = "msg_7"
        let (stored, counters) = give(entries, at: away)
        #expect(stored == Array(repeating: true, count: 300))
        #expect(counters.spooled == 300 && counters.spoolRecords == 300)
        #expect(counters.isDatabaseAway && counters.spoolOldest == entries[0].receivedAt)
        #expect(try numbers(of: "deliveries").isEmpty)

        let later = give([], at: shop.database.gate).counters
        #expect(later.drained == 300 && later.spoolRecords == 0 && later.spoolBytes == 0)
        #expect(try numbers(of: "deliveries") == entries.map(\.id.number))
        #expect(try numbers(of: "jobs").count == 299)
        let failed: (Int64, String)? = try Database(shop.database.root)
            .row("SELECT delivery_id, reason FROM failures")
        #expect(failed?.0 == entries[7].id.number && failed?.1 == "body: is not JSON")
        let row: ([UInt8], [UInt8], String, String, String, Bool)? = try Database(
            shop.database.root
        ).row(
            """
            SELECT body, headers, address, path, message_id, is_signed FROM deliveries
            WHERE id = \(entries[7].id)
            """
        )
        #expect(row?.0 == entries[7].body && row?.1 == entries[7].headers)
        #expect(row?.2 == "127.0.0.1" && row?.3 == "/test" && row?.4 == "msg_7" && row?.5 == true)
    }

    @Test func `a commit that was cut off and had happened is not repeated`() throws {
        let entries = (0..<10).map { shop.entry(#"{"n":\#($0)}"#) }
        try shop.deliver(Array(entries.prefix(6)))
        _ = give(entries, at: away)
        #expect(give([], at: shop.database.gate).counters.drained == 10)
        #expect(try numbers(of: "deliveries") == entries.map(\.id.number))
        #expect(try numbers(of: "jobs") == entries.map(\.id.number))
        let accepted: (Int)? = try Database(shop.database.root)
            .row("SELECT CAST(SUM(accepted) AS INT) FROM connection_hours")
        #expect(accepted == 10)
    }

    @Test func `what waits is stored before what comes after it`() throws {
        let early = (0..<5).map { _ in shop.entry("{}") }
        _ = give(early, at: away)
        let late = shop.entry("{}")
        #expect(give([late], at: shop.database.gate).stored == [true])
        #expect(try numbers(of: "deliveries") == (early + [late]).map(\.id.number))
    }

    @Test func `more than may wait is turned away, and nothing is told to be stored that is not`()
        throws
    {
        let entries = (0..<400).map { _ in shop.entry(String(repeating: " ", count: 1_000)) }
        let (stored, counters) = give(entries, at: away, limit: 300_000)
        #expect(stored.contains(true) && stored.contains(false))
        #expect(counters.spooled == stored.count { $0 })
        #expect(counters.failed == 400 - counters.spooled)
        _ = give([], at: shop.database.gate)
        #expect(try numbers(of: "deliveries").count == counters.spooled)
    }

    @Test func `a folder that cannot be made at first is made as soon as it can be`() throws {
        let parent = directory.path("later")
        let committer = InboxCommitter(
            away,
            node: 8,
            spool: SpoolSettings(directory: "\(parent)/spool", limit: 1 << 20)
        )
        let answers = Mutex<[Bool]>([])
        func give() throws {
            let before = answers.withLock { $0.count }
            let isTaken = committer.submit(shop.entry("{}")) { outcome in
                let isStored = if case .stored = outcome { true } else { false }
                answers.withLock { $0.append(isStored) }
            }
            #expect(isTaken)
            try wait { answers.withLock { $0.count } > before }
        }
        Thread { committer.run() }.start()
        try give()
        try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: false)
        try give()
        committer.close()
        #expect(answers.withLock { $0 } == [false, true])
    }

    @Test func `one that the database refuses for good is set aside and the others are stored`()
        throws
    {
        var entries = (0..<5).map { _ in shop.entry("{}") }
        entries[2].path = String(repeating: "x", count: 256)
        _ = give(entries, at: away)
        let counters = give([], at: shop.database.gate).counters
        #expect(counters.setAside == 1 && counters.spoolRecords == 0)
        #expect(try numbers(of: "deliveries").count == 4)
        let kept = try FileManager.default.contentsOfDirectory(atPath: folder)
        #expect(kept.count == 1 && kept[0].hasSuffix(".aside"))
    }

    @Test(arguments: ["deliveries", "jobs", "connection_hours"])
    func `a table that is missing for a while costs no delivery, and sets none aside`(
        table: String
    ) throws {
        let root = try MariaDB.Connection(shop.database.root)
        let early = (0..<5).map { _ in shop.entry("{}") }
        _ = give(early, at: away)
        try root.run(script: "RENAME TABLE \(table) TO kept_elsewhere;")
        let late = (0..<5).map { _ in shop.entry("{}") }
        let (stored, counters) = give(late, at: shop.database.gate)
        #expect(stored == Array(repeating: true, count: 5))
        #expect(counters.spoolRecords == 10 && counters.setAside == 0)
        #expect(counters.isDatabaseAway)
        try root.run(script: "RENAME TABLE kept_elsewhere TO \(table);")
        #expect(give([], at: shop.database.gate).counters.drained == 10)
        #expect(try numbers(of: "deliveries") == (early + late).map(\.id.number))
    }

    /// A dump or an ALTER TABLE locks the table, which a rehearsal of storing meets too; a copy made
    /// with SELECT locks the rows, and where the next ones would stand: that only storing meets.
    @Test(arguments: [
        ("LOCK TABLES deliveries READ;", "UNLOCK TABLES;", 0),
        (
            """
            SET SESSION tx_isolation = 'REPEATABLE-READ';
            START TRANSACTION;
            SELECT id FROM deliveries LOCK IN SHARE MODE;
            """, "ROLLBACK;", 3
        ),
    ])
    func `what somebody locks keeps the first batch waiting and no other`(
        lock: String,
        release: String,
        attempts: Int
    ) throws {
        let vain = Mutex(0)
        let committer = InboxCommitter(
            shop.database.gate,
            node: 7,
            spool: SpoolSettings(directory: folder, limit: 1 << 24)
        ) { event, _ in if event == "spool.waits" { vain.withLock { $0 += 1 } } }
        let running = Thread { committer.run() }
        let locker = try MariaDB.Connection(shop.database.root)
        try locker.run(script: lock)
        running.start()
        var answers: [ContinuousClock.Instant] = []
        let deadline = ContinuousClock.now + .seconds(60)
        repeat {
            answers.append(try answer(by: committer))
            try #require(ContinuousClock.now < deadline)
            #expect(committer.counters.isDatabaseAway)
        } while answers.count < 50 || vain.withLock({ $0 }) < attempts
        let patience = Duration.seconds(shop.database.gate.lockTimeout)
        #expect(zip(answers, answers.dropFirst()).allSatisfy { $1 - $0 < patience })
        #expect(committer.counters.stored == 0)
        try locker.run(script: release)
        try wait { committer.counters.drained == answers.count }
        try wait { !committer.counters.isDatabaseAway }
        committer.close()
        #expect(try numbers(of: "deliveries").count == answers.count)
    }

    /// Gives one delivery and tells when it was acknowledged.
    private func answer(by committer: InboxCommitter) throws -> ContinuousClock.Instant {
        let answer = Mutex<ContinuousClock.Instant?>(nil)
        #expect(committer.submit(shop.entry("{}")) { _ in answer.withLock { $0 = .now } })
        try wait { answer.withLock { $0 } != nil }
        return try #require(answer.withLock { $0 })
    }

    private func wait(until isSo: () -> Bool) throws {
        let deadline = Date.now.addingTimeInterval(60)
        while !isSo() {
            try #require(Date.now < deadline)
            Thread.sleep(forTimeInterval: 0.01)
        }
    }

    @Test func `a connection that is killed again and again costs and doubles nothing`() throws {
        let root = Database(shop.database.root)
        let committer = InboxCommitter(
            shop.database.gate,
            node: 6,
            spool: SpoolSettings(directory: folder, limit: 1 << 24)
        )
        let entries = (0..<2_000).map { shop.entry(#"{"n":\#($0)}"#) }
        let stored = Mutex(0)
        let running = Thread { committer.run() }
        running.start()
        for (index, entry) in entries.enumerated() {
            #expect(
                committer.submit(entry) { outcome in
                    if case .stored = outcome { stored.withLock { $0 += 1 } }
                }
            )
            if index % 100 == 0 { try killSessions(of: shop.database.gate.user, by: root) }
        }
        try wait { committer.counters.stored + committer.counters.drained == 2_000 }
        committer.close()
        #expect(stored.withLock { $0 } == 2_000)
        #expect(try numbers(of: "deliveries") == entries.map(\.id.number))
        #expect(try numbers(of: "jobs") == entries.map(\.id.number))
    }

    private func killSessions(of user: String, by root: Database) throws {
        let sessions: [Int64] = try root.rows(
            "SELECT id FROM information_schema.processlist WHERE user = \(user)"
        )
        let killer = try MariaDB.Connection(shop.database.root)
        // One that ended by itself meanwhile cannot be killed.
        for session in sessions { try? killer.run(script: "KILL CONNECTION \(session);") }
    }
}
