import Domain
import MariaDB
import Storage
import Support
import Testing
import Work

/// What is thrown away of people's traces, and what is not.
struct HousekeepingTests {
    /// Long ago by any clock: the database lets nobody delete what is younger than thirty days.
    private static let old = Instant(seconds: 1_500_000_000)

    private let shop: TestShop
    private let work: Database

    init() throws {
        shop = try TestShop(in: TestDatabase())
        work = Database(shop.database.work)
    }

    private func note(_ action: AuditAction, at time: Instant) throws {
        let entry = AuditEntry(at: time, action: action, actor: .shell)
        try AuditTrail(database: work, ids: TestShop.ids)
            .add(entry, to: [shop.organisation, AuditTrail.nowhere])
    }

    private var housekeeping: Housekeeping {
        Housekeeping(database: work, deliveryAge: .days(90), auditAge: .days(31))
    }

    private func sweep(at now: Instant) throws {
        let sweep = try housekeeping.run(at: now, within: .seconds(60))
        #expect(sweep.isWhole)
    }

    /// After the beginning of the time that ids are counted from.
    private static let arrival = Instant(seconds: 1_775_000_000)

    /// Two bites and a half of deliveries, and as much that was told of them.
    private func addManyDeliveries() throws {
        let time = HousekeepingTests.arrival
        let root = Database(shop.database.root)
        let first = IdentifierSource.bound(time)
        try root.execute(
            """
            INSERT INTO deliveries (organisation_id, id, connection_id, received_at, is_signed,
                address, request_id, path, headers, body)
            SELECT \(shop.organisation), \(first) + seq, \(shop.connection), \(time), 1, 'x', 'x',
                'x', '[]', '{}'
            FROM seq_1_to_2500
            """
        )
        try root.execute(
            """
            INSERT INTO feed (organisation_id, topic, payload, created_at)
            SELECT \(shop.organisation), 'event', '1', \(time) FROM seq_1_to_2500
            """
        )
    }

    @Test func `what is old goes, however much of it there is`() throws {
        try addManyDeliveries()
        try sweep(at: HousekeepingTests.arrival + .days(90))
        #expect(try count("SELECT COUNT(*) FROM feed") == 0)
        #expect(try count("SELECT COUNT(*) FROM deliveries") == 2_500)
        try sweep(at: HousekeepingTests.arrival + .days(90) + .seconds(1))
        #expect(try count("SELECT COUNT(*) FROM deliveries") == 0)
    }

    @Test func `when the time is over the rest is for the next time`() throws {
        try addManyDeliveries()
        let now = HousekeepingTests.arrival + .days(91)
        for (left, isWhole) in [(1_500, false), (500, false), (0, false), (0, true)] {
            let sweep = try housekeeping.run(at: now, within: .zero)
            #expect(sweep.isWhole == isWhole)
            #expect(sweep.rows == (isWhole ? 0 : left == 0 ? 1_000 : 2_000))
            #expect(try count("SELECT COUNT(*) FROM feed") == left)
            #expect(try count("SELECT COUNT(*) FROM deliveries") == left)
        }
    }

    private func count(_ query: SQL) throws -> Int { try shop.database.count(query) }

    @Test func `the log goes back as far as it has to and no farther`() throws {
        try note(.memberJoined, at: HousekeepingTests.old)
        try note(.memberRemoved, at: HousekeepingTests.old + .days(1))
        try sweep(at: HousekeepingTests.old + .days(31) + .seconds(1))
        #expect(try count("SELECT COUNT(*) FROM audit_entries WHERE action = 'member.joined'") == 0)
        #expect(try count("SELECT COUNT(*) FROM audit_entries") == 2)
    }

    @Test func `nobody changes the log, and nobody wipes what is recent`() throws {
        try note(.memberJoined, at: HousekeepingTests.old)
        try shop.database.addRecentEntry(of: shop.organisation)
        for account in [shop.database.work, shop.database.gate, shop.database.root] {
            let session = Database(account)
            #expect(throws: StorageError.self) {
                try session.execute("UPDATE audit_entries SET actor_name = 'x'")
            }
            #expect(throws: StorageError.self) {
                try session.execute("DELETE FROM audit_entries WHERE actor_name = 'recent'")
            }
        }
        #expect(try count("SELECT COUNT(*) FROM audit_entries WHERE actor_name = 'recent'") == 1)
    }

    @Test func `a removed member is forgotten when nobody can take it back any more`() throws {
        let people = try shop.addPeople()
        let viewer = try #require(people[.viewer])
        let now = HousekeepingTests.old
        try MembershipStore(database: work).remove(viewer.id, from: shop.organisation, at: now)
        try sweep(at: now + .days(1))
        #expect(try count("SELECT COUNT(*) FROM members") == 4)
        try sweep(at: now + .days(1) + .seconds(1))
        #expect(try count("SELECT COUNT(*) FROM members") == 3)
        #expect(try count("SELECT COUNT(*) FROM people") == 4)
    }

    @Test func `links that are over are forgotten`() throws {
        let viewer = try #require(try shop.addPeople()[.viewer])
        let now = HousekeepingTests.old
        let resets = ResetStore(database: work)
        try resets.add(tokenHash: Array(repeating: 1, count: 32), for: viewer.id, by: nil, at: now)
        let email = try #require(EmailAddress("new@example.com"))
        try EmailChangeStore(database: work).add(
            EmailChangeStore.Change(person: viewer.id, email: email, session: SessionRecord.ID(1)),
            tokenHash: Array(repeating: 1, count: 32),
            at: now
        )
        for (moment, left) in [(Duration.zero, 1), (.seconds(1), 0)] {
            try sweep(at: now + ResetStore.lifetime + moment)
            #expect(try count("SELECT COUNT(*) FROM password_resets") == left)
            try sweep(at: now + EmailChangeStore.lifetime + moment)
            #expect(try count("SELECT COUNT(*) FROM email_changes") == left)
        }
    }
}

extension TestDatabase {
    fileprivate func addRecentEntry(of organisation: Organisation.ID) throws {
        try Database(root).execute(
            """
            INSERT INTO audit_entries (organisation_id, id, at, action, actor, actor_name)
            VALUES (\(organisation), 1, UTC_TIMESTAMP(), 'member.joined', 'shell', 'recent')
            """
        )
    }
}
