package import Domain
internal import MariaDB

/// What a process is there for.
package enum NodeRole: String, Sendable {
    case serve
    case work
    /// Something that a person started and that ends by itself.
    case command
}

/// Which process it is that tells of itself.
package struct NodeIdentity: Sendable, Hashable {
    package let id: Int64
    package let role: NodeRole
    package let host: String
    package let version: String
    package let startedAt: Instant

    package init(id: Int64, role: NodeRole, host: String, version: String, startedAt: Instant) {
        self.id = id
        self.role = role
        self.host = host
        self.version = version
        self.startedAt = startedAt
    }
}

/// A running process, and when it last gave a sign of life.
package struct NodeRecord: Sendable, Hashable {
    package let identity: NodeIdentity
    package let seenAt: Instant

    package init(_ identity: NodeIdentity, seenAt: Instant) {
        self.identity = identity
        self.seenAt = seenAt
    }
}

/// What a process that applies deliveries has done since it started.
package struct WorkDone: Sendable, Hashable {
    /// Deliveries and other jobs that ended well.
    package var applied: Int
    /// Attempts that failed and are made again later.
    package var postponed: Int
    /// Deliveries that died.
    package var givenUp: Int

    package init(applied: Int = 0, postponed: Int = 0, givenUp: Int = 0) {
        self.applied = applied
        self.postponed = postponed
        self.givenUp = givenUp
    }
}

/// Numbers the running processes, and keeps what each tells of itself.
package struct NodeStore {
    private let database: Database

    package init(database: Database) {
        self.database = database
    }

    /// A number that no process had before, for one that begins or will.
    package func register(at now: Instant) throws(StorageError) -> Int64 {
        try database.transaction { () throws(StorageError) in
            try database.execute("INSERT INTO nodes (started_at) VALUES (\(now))")
            let row: (Int64)? = try database.row("SELECT LAST_INSERT_ID()")
            guard let row else { throw StorageError(.broken, "no number for this process") }
            return row
        }
    }

    /// A sign of life, with what was done since the start.
    package func note(
        _ node: NodeIdentity,
        done: WorkDone = WorkDone(),
        hasEnded: Bool = false,
        at now: Instant
    ) throws(StorageError) {
        let end = hasEnded ? now : nil
        try database.execute(
            """
            UPDATE nodes SET role = \(node.role.rawValue), host = \(node.host.clipped(to: 64)),
                version = \(node.version), started_at = \(node.startedAt), seen_at = \(now),
                ended_at = \(end), applied = \(done.applied), postponed = \(done.postponed),
                given_up = \(done.givenUp)
            WHERE id = \(node.id)
            """
        )
    }

    /// The lowest of some places that no other process has, for one that begins to apply
    /// deliveries; by turns where all are taken: who shares a place waits for the other now and
    /// then.
    ///
    /// - Parameter time: who gave no sign of life since then has none any more.
    package func takePlace(
        _ id: Int64,
        of places: Int,
        heldSince time: Instant,
        at now: Instant
    ) throws(StorageError) -> Int {
        try database.transaction { () throws(StorageError) in
            let taken: [Int] = try database.rows(
                """
                SELECT place FROM nodes
                WHERE seen_at >= \(time) AND ended_at IS NULL AND place IS NOT NULL
                    AND id <> \(id)
                FOR UPDATE
                """
            )
            let place = (0..<places).first { !taken.contains($0) } ?? Int(id) % places
            try database.execute(
                "UPDATE nodes SET place = \(place), seen_at = \(now) WHERE id = \(id)"
            )
            return place
        }
    }

    /// The processes that stay and gave a sign of life since a time, the newest first.
    package func running(since time: Instant) throws(StorageError) -> [NodeRecord] {
        let rows: [(Int64, String, String, String, Instant, Instant)] = try database.rows(
            """
            SELECT id, role, host, version, started_at, seen_at FROM nodes
            WHERE seen_at >= \(time) AND ended_at IS NULL AND role <> 'command'
            ORDER BY id DESC LIMIT 100
            """
        )
        return rows.compactMap { row in
            NodeRole(rawValue: row.1).map { role in
                NodeRecord(
                    NodeIdentity(
                        id: row.0,
                        role: role,
                        host: row.2,
                        version: row.3,
                        startedAt: row.4
                    ),
                    seenAt: row.5
                )
            }
        }
    }

    /// When a process of this role was last seen, ended or not.
    package func lastSeen(_ role: NodeRole) throws(StorageError) -> Instant? {
        let row: (Instant?)? = try database.row(
            "SELECT MAX(seen_at) FROM nodes WHERE role = \(role.rawValue)"
        )
        return row ?? nil
    }

    /// What all processes together have done, ever.
    package func totals() throws(StorageError) -> WorkDone {
        let row: (Int, Int, Int)? = try database.row(
            """
            SELECT COALESCE(SUM(applied), 0), COALESCE(SUM(postponed), 0),
                COALESCE(SUM(given_up), 0)
            FROM nodes
            """
        )
        return row.map { WorkDone(applied: $0.0, postponed: $0.1, givenUp: $0.2) } ?? WorkDone()
    }
}
