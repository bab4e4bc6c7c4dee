import Domain
import MariaDB
import Storage
import Support
import Testing

/// What processes tell of themselves, and what is seen of the whole install.
struct NodeTests {
    private let now = Instant(seconds: 1_790_000_000)

    private func node(_ role: NodeRole, in store: NodeStore) throws -> NodeIdentity {
        NodeIdentity(
            id: try store.register(at: now),
            role: role,
            host: "a",
            version: "1",
            startedAt: now - .hours(1)
        )
    }

    @Test func `a process is seen while it gives signs of life`() throws {
        let database = try TestDatabase()
        let store = NodeStore(database: Database(database.gate))
        let work = try node(.work, in: store)
        let serve = try node(.serve, in: store)
        _ = try store.register(at: now)
        try store.note(work, at: now - .seconds(31))
        try store.note(serve, at: now)
        #expect(try store.running(since: now - .seconds(30)).map(\.identity) == [serve])
        #expect(try store.running(since: now - .seconds(31)).map(\.identity) == [serve, work])
        #expect(try store.lastSeen(.work) == now - .seconds(31))
        try store.note(serve, hasEnded: true, at: now)
        #expect(try store.running(since: now - .seconds(30)).isEmpty)
        #expect(try store.lastSeen(.serve) == now)
    }

    @Test func `a process takes the first free place, also one that another left`() throws {
        let store = NodeStore(database: Database(try TestDatabase().work))
        let nodes = try (0..<4).map { _ in try node(.work, in: store) }
        func take(_ node: NodeIdentity, at time: Instant) throws -> Int {
            try store.takePlace(node.id, of: 2, heldSince: time - .seconds(30), at: time)
        }
        #expect(try take(nodes[0], at: now) == 0)
        #expect(try take(nodes[1], at: now) == 1)
        #expect(try take(nodes[2], at: now) == Int(nodes[2].id) % 2, "none is free")
        try store.note(nodes[2], hasEnded: true, at: now)
        try store.note(nodes[0], hasEnded: true, at: now)
        #expect(try take(nodes[3], at: now) == 0)
        #expect(try take(nodes[2], at: now + .seconds(31)) == 0, "nobody lives")
    }

    @Test func `what ended processes have done still counts`() throws {
        let store = NodeStore(database: Database(try TestDatabase().work))
        #expect(try store.totals() == WorkDone())
        let first = try node(.work, in: store)
        let second = try node(.work, in: store)
        let done = WorkDone(applied: 5, postponed: 2, givenUp: 1)
        try store.note(first, done: done, hasEnded: true, at: now)
        try store.note(second, done: done, at: now)
        #expect(try store.totals() == WorkDone(applied: 10, postponed: 4, givenUp: 2))
    }

    @Test func `the inbox tells how much waits, fails and is held`() throws {
        let shop = try TestShop(in: TestDatabase())
        let report = InstallReport(database: Database(shop.database.gate))
        #expect(try report.inbox() == InboxState(waiting: 0, nextAt: nil))
        try shop.deliver([shop.entry("{}"), shop.entry("{}"), shop.entry("{}")])
        let work = Database(shop.database.work)
        try work.execute("UPDATE jobs SET attempts = 1 LIMIT 1")
        try work.execute(
            "UPDATE jobs SET available_at = '9999-12-31' WHERE attempts = 0 LIMIT 1"
        )
        let inbox = try report.inbox()
        #expect(inbox.waiting == 3 && inbox.retrying == 1 && inbox.held == 1)
        #expect(inbox.nextAt == now && inbox.lag(at: now + .seconds(9)) == .seconds(9))
        #expect(inbox.lag(at: now - .hours(1)) == .zero)
        #expect(try report.failures() == FailureState(dead: 0, quarantined: 0))
        #expect(try report.dataBytes() > 100_000)
    }

    @Test func `the newest backup is the one that counts`() throws {
        let database = try TestDatabase()
        let store = BackupStore(database: Database(database.work))
        #expect(try store.newest() == nil)
        for hours in [2, 1, 3] {
            try store.record(
                BackupStore.Entry(madeAt: now - .hours(hours), path: "/\(hours)", rows: 1, bytes: 2)
            )
        }
        #expect(try BackupStore(database: Database(database.gate)).newest()?.path == "/1")
        #expect(try store.sealingKeys() == [])
    }
}
