import Domain
import MariaDB
import Storage
import Support
import Testing
import Work

/// A shop with a worker at hand.
struct Bench {
    let shop: TestShop
    let now: Instant

    init(timeZone: String = "UTC") throws {
        shop = try TestShop(in: TestDatabase(), timeZone: timeZone)
        now = Instant(seconds: 1_790_000_100)
    }

    /// Works everything off that is due at a time.
    func work(at time: Instant? = nil) throws {
        let moment = time ?? now
        var worker = Worker(
            database: Database(shop.database.work),
            ids: TestShop.ids,
            shard: 3,
            clock: { moment },
            report: { _ in }
        )
        _ = try worker.drain()
    }

    /// Everything that the events mean, without the numbers that processing gave.
    func state() throws -> [String] {
        let queries: [SQL] = [
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
            SELECT CONCAT_WS('|', 'count', n.grain, n.day, s.name, n.stage, n.measure, n.detail,
                SUM(n.value))
            FROM journey_counts n LEFT JOIN sources s
                ON s.organisation_id = n.organisation_id AND s.id = n.source_id
            GROUP BY n.grain, n.day, s.name, n.stage, n.measure, n.detail
            HAVING SUM(n.value) <> 0 ORDER BY 1
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
        let connection = try MariaDB.Connection(shop.database.root)
        return try queries.flatMap { query in
            try connection.query(query) { row in try row.next(as: String.self) }
        }
    }

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
