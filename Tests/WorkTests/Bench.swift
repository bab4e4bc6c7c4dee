import Domain
import Glibc
import MariaDB
import Storage
import Support
import Testing
import Work

/// A shop with a worker at hand.
struct Bench {
    let shop: TestShop
    let now: Instant

    init(timeZone: String = "UTC", in database: TestDatabase? = nil) throws {
        shop = try TestShop(in: database ?? TestDatabase(), timeZone: timeZone)
        now = Instant(seconds: 1_790_000_100)
    }

    /// Works everything off that is due at a time.
    ///
    /// - Parameter shard: another one for each of those that work at the same time.
    func work(at time: Instant? = nil, shard: UInt16 = 3) throws {
        let moment = time ?? now
        var worker = Worker(
            database: Database(shop.database.work),
            ids: TestShop.ids,
            shard: shard,
            clock: { moment },
            report: { _ in }
        )
        _ = try worker.drain()
    }

    /// What a program that has just been started sets going and throws away.
    var housekeeping: Housekeeping {
        Housekeeping(
            database: Database(shop.database.work),
            deliveryAge: .days(90),
            auditAge: .days(730)
        )
    }

    /// Returns when the work waits for a row that another holds.
    func awaitLock() throws(DatabaseError) {
        let observer = try MariaDB.Connection(shop.database.root)
        let user = shop.database.work.user
        var waiting = 0
        while waiting == 0 {
            // The table is filled anew after a tenth of a second in which nobody reads it.
            usleep(150_000)
            let found: [Int] = try observer.query(
                """
                SELECT COUNT(*) FROM information_schema.innodb_trx t
                    JOIN information_schema.processlist p ON p.id = t.trx_mysql_thread_id
                WHERE p.user = \(user) AND t.trx_state = 'LOCK WAIT'
                """
            ) { row in try row.next() }
            waiting = found.first ?? 0
        }
    }

    /// Brings what was asked for into force that the journey is counted by; tells how many changes.
    func changeCounting() throws -> Int {
        try CountingChange(database: Database(shop.database.work), clock: { now }).run()
    }

    /// Everything that the events mean, without the numbers that processing gave.
    func state() throws -> [String] {
        let connection = try MariaDB.Connection(shop.database.root)
        return try Bench.states.flatMap { query in
            try connection.query(query) { row in try row.next(as: String.self) }
        }
    }

    private static let states: [SQL] = [
        """
        SELECT CONCAT_WS('|', 'customer', c.name, c.email, s.name, c.source_at,
            c.first_seen_at, c.last_seen_at, c.stage, c.stage_at, c.furthest_stage,
            (SELECT GROUP_CONCAT(i.kind, '=', i.value ORDER BY i.kind, i.value)
                FROM identities i WHERE i.customer_id = c.id),
            (SELECT GROUP_CONCAT(t.stage, '@', t.entered_at, '/', IFNULL(t.completed_at, '-')
                ORDER BY t.stage) FROM customer_stages t WHERE t.customer_id = c.id),
            (SELECT GROUP_CONCAT(v.currency, v.paid, '*', v.purchases ORDER BY v.currency)
                FROM customer_values v WHERE v.customer_id = c.id),
            (SELECT GROUP_CONCAT(HEX(e.dedup_key) ORDER BY e.dedup_key)
                FROM events e WHERE e.customer_id = c.id))
        FROM customers c LEFT JOIN sources s
            ON s.organisation_id = c.organisation_id AND s.id = c.source_id
        WHERE c.stage IS NOT NULL ORDER BY 1
        """,
        """
        SELECT CONCAT_WS('|', 'count', n.is_total, n.grain, n.day, s.name, n.stage,
            SUM(n.entered), SUM(n.began), SUM(n.moved_2), SUM(n.moved_3), SUM(n.moved_4),
            SUM(n.moved_5), SUM(n.converted_2), SUM(n.converted_3), SUM(n.converted_4),
            SUM(n.converted_5), SUM(n.seconds_stayed))
        FROM journey_counts n LEFT JOIN sources s
            ON s.organisation_id = n.organisation_id AND s.id = n.source_id
        GROUP BY n.is_total, n.grain, n.day, s.name, n.stage
        HAVING SUM(n.entered) <> 0 ORDER BY 1
        """,
        """
        SELECT CONCAT_WS('|', 'stays', n.cell MOD (1 << 28), s.name, span, SUM(count))
        FROM (
            SELECT organisation_id, cell, HEX(SUBSTR(stays, 1 + 6 * seq, 2)) AS span,
                IF(number < 2147483648, number, CAST(number AS SIGNED) - 4294967296) AS count
            FROM (
                SELECT organisation_id, cell, stays, seq,
                    CONV(HEX(SUBSTR(stays, 3 + 6 * seq, 4)), 16, 10) + 0 AS number
                FROM journey_stays JOIN seq_0_to_400 ON LENGTH(stays) > 6 * seq
            ) p
        ) n LEFT JOIN sources s
            ON s.organisation_id = n.organisation_id AND s.id + 1 = n.cell DIV (1 << 28)
        GROUP BY n.cell MOD (1 << 28), n.cell DIV (1 << 28) = 0, s.name, span
        HAVING SUM(count) <> 0 ORDER BY 1
        """,
        """
        SELECT CONCAT_WS('|', 'place', n.stage, s.name, n.currency, SUM(n.customers),
            SUM(n.amount))
        FROM journey_places n LEFT JOIN sources s
            ON s.organisation_id = n.organisation_id AND s.id = n.source_id
        GROUP BY n.stage, s.name, n.currency
        HAVING SUM(n.customers) <> 0 OR SUM(n.amount) <> 0 ORDER BY 1
        """,
    ]

    /// A number out of the database.
    func number(_ query: SQL) throws -> Int {
        let connection = try MariaDB.Connection(shop.database.root)
        return try connection.first(query) { row in try row.next(as: Int.self) } ?? 0
    }

    /// Where what is stored differs from what the events say.
    func differences() throws -> [String] {
        let work = Database(shop.database.work)
        let organisation = try #require(
            try OrganisationStore(database: work).find(shop.organisation)
        )
        return try Verification(database: work, organisation: organisation)
            .run { _ in }.differences
    }
}

extension Database {
    /// How many rows this session has read up to now.
    func rowsRead() throws -> Int {
        let read: [Int] = try rows(
            """
            SELECT SUM(CAST(variable_value AS INT)) FROM information_schema.session_status
            WHERE variable_name IN ('HANDLER_READ_FIRST', 'HANDLER_READ_KEY', 'HANDLER_READ_NEXT',
                'HANDLER_READ_PREV')
            """
        )
        return try #require(read.first)
    }
}
