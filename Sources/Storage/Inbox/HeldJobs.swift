internal import Domain
internal import MariaDB

/// Deliveries that wait until somebody resumes their connection.
///
/// Those of a connection lie together in the index of what is due. Of a connection that stays
/// paused the first alone is read, however many there are.
package struct HeldJobs {
    private let database: Database

    package init(database: Database) {
        self.database = database
    }

    /// Lets go, up to so many, those of one connection that is not paused any more; tells how many:
    /// 0 where there is no such connection.
    package func release(limit: Int) throws(StorageError) -> Int {
        var start = Job.held
        while let time = try firstTime(from: start) {
            let released = try release(at: time, limit: limit)
            guard released == 0 else { return released }
            start = time + .microseconds(1)
        }
        return 0
    }

    private func firstTime(from start: Instant) throws(StorageError) -> Instant? {
        let times: [Instant] = try database.rows(
            """
            SELECT available_at FROM jobs FORCE INDEX (due) WHERE available_at >= \(start)
            ORDER BY available_at LIMIT 1
            """
        )
        return times.first
    }

    private func release(at time: Instant, limit: Int) throws(StorageError) -> Int {
        let first = try held(at: time, limit: 1)
        guard let (_, _, _, isPaused) = first.first, !isPaused else { return 0 }
        let some = try held(at: time, limit: limit)
        return try database.transaction { () throws(StorageError) in
            try database.executeMany(
                """
                UPDATE jobs SET available_at = ?
                WHERE organisation_id = ? AND id = ? AND available_at = ?
                """,
                some.map { [$0.2, $0.0, $0.1, time] }
            )
        }
    }

    /// By way of the primary keys: a small table would be joined whole, and all that is held read
    /// before the first of it is told.
    private func held(
        at time: Instant,
        limit: Int
    ) throws(StorageError) -> [(Organisation.ID, Int64, Instant, Bool)] {
        try database.rows(
            """
            SELECT j.organisation_id, j.id, d.received_at, c.paused_at IS NOT NULL
            FROM jobs j FORCE INDEX (due)
            STRAIGHT_JOIN deliveries d FORCE INDEX (PRIMARY)
                ON d.organisation_id = j.organisation_id AND d.id = j.id
            STRAIGHT_JOIN connections c FORCE INDEX (PRIMARY)
                ON c.organisation_id = d.organisation_id AND c.id = d.connection_id
            WHERE j.available_at = \(time) LIMIT \(limit)
            """
        )
    }
}
