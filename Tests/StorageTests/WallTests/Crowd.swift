import MariaDB
import Support

/// A database with so many rows of so many organisations that a scan would be a mistake.
struct Crowd {
    static let organisations = 100
    /// The one in which statements are tried.
    static let own = 7

    let database: TestDatabase
    let root: AnyStatement
    /// Kept, because it ends with the last who holds it.
    private let server: MariaDBServer

    /// - Parameter server: one of its own, because it writes every statement down.
    init(on server: MariaDBServer) throws {
        self.server = server
        database = try TestDatabase(server.freshDatabase())
        root = try AnyStatement(database.root)
        let fills = Crowd.fills + Crowd.lists
        for fill in fills {
            try root.execute("SET SESSION max_statement_time = 0")
            try root.execute(fill)
        }
        for table in fills.compactMap({ $0.split(separator: " ").dropFirst(2).first }) {
            try root.execute("ANALYZE TABLE \(table)")
        }
        try root.execute("SET GLOBAL log_output = 'TABLE'")
        try root.execute("SET GLOBAL general_log = ON")
    }

    /// Rows are spread over all organisations: the number of a row, modulo their count, is whose.
    private static let fills = [
        """
        INSERT INTO organisations (id, name, time_zone, currency, created_at)
        SELECT seq, 'x', 'UTC', 'USD', NOW() FROM seq_1_to_100
        """,
        """
        INSERT INTO connections (organisation_id, id, name, token, scheme, created_at)
        SELECT seq % 100 + 1, seq, 'x', MD5(seq), '{}', NOW() FROM seq_1_to_400
        """,
        """
        INSERT INTO connection_secrets (organisation_id, connection_id, id, sealed, hint, created_at)
        SELECT organisation_id, id, id, 'x', 'x', NOW() FROM connections
        """,
        """
        INSERT INTO connection_hours (organisation_id, connection_id, hour, node, accepted, refused)
        SELECT organisation_id, id, NOW() - INTERVAL seq HOUR, 1, 1, 1
        FROM connections JOIN seq_1_to_30
        """,
        """
        INSERT INTO connection_refusals (organisation_id, connection_id, reason, times, last_at,
            detail)
        SELECT organisation_id, id, 'x', 1, NOW(), 'x' FROM connections
        """,
        """
        INSERT INTO deliveries (organisation_id, id, connection_id, received_at, is_signed, address,
            request_id, path, headers, body)
        SELECT seq % 100 + 1, seq, (seq - 1) % 400 + 1, NOW() - INTERVAL seq SECOND, 1, 'x', 'x', 'x',
            '[]', '{}'
        FROM seq_1_to_20000
        """,
        """
        INSERT INTO jobs (organisation_id, id, kind, lane, available_at)
        SELECT organisation_id, id, 'process_delivery', id % 256, received_at
        FROM deliveries WHERE id < 4000
        """,
        """
        INSERT INTO failures (organisation_id, delivery_id, fate, reason, attempts, failed_at)
        SELECT organisation_id, id, IF(id % 2, 'dead', 'quarantined'), 'x', 1, received_at
        FROM deliveries WHERE id BETWEEN 4000 AND 8000
        """,
        """
        INSERT INTO attempts (organisation_id, delivery_id, number, failed_at, error)
        SELECT organisation_id, delivery_id, 1, failed_at, 'x' FROM failures
        """,
        """
        INSERT INTO sources (organisation_id, id, name)
        SELECT o.seq, s.seq, CONCAT('s', s.seq) FROM seq_1_to_100 o JOIN seq_1_to_10 s
        """,
        """
        INSERT INTO customers (organisation_id, id, name, source_id, first_seen_at, last_seen_at,
            stage, stage_at, furthest_stage)
        SELECT seq % 100 + 1, seq, CONCAT('n', seq), seq % 10 + 1, NOW(),
            NOW() - INTERVAL seq SECOND, seq % 5 + 1, NOW(), 5
        FROM seq_1_to_20000
        """,
        """
        INSERT INTO identities (organisation_id, id, kind, connection_id, value, customer_id)
        SELECT organisation_id, id, 1, (id - 1) % 400 + 1, CONCAT('c', id), id FROM customers
        """,
        """
        INSERT INTO events (organisation_id, id, customer_id, identity_id, connection_id,
            delivery_id, dedup_key, kind, stage, occurred_at, received_at, is_clamped, source_id)
        SELECT organisation_id, id, id, id, (id - 1) % 400 + 1, id, LPAD(id, 16, '0'), id % 10 + 1, stage,
            last_seen_at, last_seen_at, 0, source_id
        FROM customers
        """,
        """
        INSERT INTO customer_stages (organisation_id, customer_id, stage, entered_at)
        SELECT organisation_id, id, stage, last_seen_at FROM customers
        """,
        """
        INSERT INTO customer_values (organisation_id, customer_id, currency, paid, purchases)
        SELECT organisation_id, id, 'USD', 1, 1 FROM customers
        """,
        """
        INSERT INTO merges (organisation_id, id, kept_id, merged_id, delivery_id, reason, merged_at)
        SELECT organisation_id, id, id, id, id, 'x', NOW() FROM customers WHERE id < 3000
        """,
        """
        INSERT INTO journey_counts (organisation_id, is_total, grain, day, source_id, stage, shard,
            entered, began, moved_2, moved_3, moved_4, moved_5, converted_2, converted_3,
            converted_4, converted_5, seconds_stayed)
        SELECT o.seq, t.seq, 'day', CURDATE() - INTERVAL d.seq DAY, 1 - t.seq, 1, 1,
            1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1
        FROM seq_1_to_100 o JOIN seq_0_to_1 t JOIN seq_1_to_200 d
        """,
        """
        INSERT INTO journey_stays (organisation_id, cell, shard, stays)
        SELECT o.seq, (st.seq + s.seq * 16) * (1 << 24) + TO_DAYS(CURDATE() - INTERVAL d.seq DAY), 1,
            UNHEX('000100000001')
        FROM seq_1_to_100 o JOIN seq_0_to_1 s JOIN seq_1_to_4 st JOIN seq_1_to_200 d
        """,
        """
        INSERT INTO customer_tags (organisation_id, customer_id, tag, added_at)
        SELECT organisation_id, id, CONCAT('t', t.seq), NOW() FROM customers JOIN seq_1_to_3 t
        """,
        """
        INSERT INTO notes (organisation_id, id, customer_id, home_id, draft, text, version,
            created_at, creator, changed_at, changer)
        SELECT organisation_id, id, id, id, id, 'x', 1, NOW(), 'x', NOW(), 'x' FROM customers
        """,
        """
        INSERT INTO note_versions (organisation_id, note_id, version, text, began_at, written_at,
            writer)
        SELECT organisation_id, id, version, text, NOW(), NOW(), 'x' FROM notes
        """,
        """
        INSERT INTO customer_edits (organisation_id, home_id, field, id, customer_id, value,
            edited_at, editor)
        SELECT organisation_id, id, 'name', id, id, 'x', NOW(), 'x' FROM customers
        """,
        """
        INSERT INTO merge_requests (organisation_id, id, one_id, other_id, asked_at, asker)
        SELECT organisation_id, id, id, id, NOW(), 'x' FROM customers WHERE id < 5000
        """,
        """
        INSERT INTO journey_places (organisation_id, stage, source_id, currency, shard, customers,
            amount)
        SELECT o.seq, st.seq, so.seq, '', 1, 1, 0
        FROM seq_1_to_100 o JOIN seq_1_to_5 st JOIN seq_1_to_10 so
        """,
        """
        INSERT INTO api_tokens (organisation_id, id, name, selector, token_hash, scopes, created_at)
        SELECT seq % 100 + 1, seq, 'x', LEFT(MD5(seq), 8), UNHEX(SHA2(seq, 256)), 'read', NOW()
        FROM seq_1_to_3000
        """,
        """
        INSERT INTO people (id, email, name, password_hash, created_at)
        SELECT seq, CONCAT('n', seq, '@x.example'), CONCAT('n', seq), 'x', NOW()
        FROM seq_1_to_3000
        """,
        """
        INSERT INTO members (organisation_id, person_id, role, created_at)
        SELECT id % 100 + 1, id, IF(id < 200, 'owner', 'viewer'), NOW() FROM people
        """,
        """
        INSERT INTO invitations (organisation_id, id, token_hash, role, invited_by, created_at,
            expires_at)
        SELECT organisation_id, person_id, UNHEX(SHA2(person_id, 256)), 'viewer', person_id, NOW(),
            NOW() + INTERVAL 1 YEAR
        FROM members
        """,
        """
        INSERT INTO audit_entries (organisation_id, id, at, action, actor, actor_id, actor_name)
        SELECT seq % 100 + 1, seq, NOW() - INTERVAL seq SECOND, 'member.joined', 'person',
            seq % 3000, 'x'
        FROM seq_1_to_20000
        """,
    ]

    /// Rows of lists, likewise.
    private static let lists = [
        """
        INSERT INTO saved_views (organisation_id, id, person_id, name, query, is_shared, position,
            created_at, changed_at)
        SELECT organisation_id, person_id, person_id, 'x', '', person_id % 2, 0, NOW(), NOW()
        FROM members
        """,
        """
        INSERT INTO bulk_jobs (organisation_id, id, kind, state, actor, actor_id, actor_name, tag,
            changed, created_at)
        SELECT seq % 100 + 1, seq, 'tag', 'done', 'person', 1, 'x', 'x', 1, NOW()
        FROM seq_1_to_20000
        """,
        """
        INSERT INTO bulk_job_customers (organisation_id, job_id, customer_id)
        SELECT organisation_id, id, id FROM bulk_jobs
        """,
    ]

    /// What the API's account has run since the database was made, each once.
    func statements() throws -> [String] {
        try root.execute("SET GLOBAL general_log = OFF")
        return try root.texts(
            """
            SELECT DISTINCT CONVERT(argument USING utf8mb4) FROM mysql.general_log
            WHERE user_host LIKE '\(database.api.user)[%' AND command_type = 'Execute'
                AND argument LIKE '%own\\_%'
            """
        ).map { $0[0] }
    }
}
