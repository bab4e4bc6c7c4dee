package import Domain
internal import MariaDB

/// The back of the inbox: hands out jobs lane by lane and keeps their fate.
///
/// A worker reads candidate lanes without locks, locks a few lane rows that nobody else holds,
/// takes those lanes' jobs in order and keeps the transaction open until their effects are written
/// and the jobs removed. So a customer's deliveries stay in order and no two workers meet.
package struct QueueStore {
    /// So many due jobs are looked at before the lanes themselves are.
    private static let glance = 256

    package let database: Database

    package init(database: Database) {
        self.database = database
    }

    /// Lanes with jobs that are due, the longest waiting first; nothing is locked.
    ///
    /// However much waits, little is read: all that is due where that is not much, and else the
    /// head of each lane.
    package func candidateLanes(at now: Instant) throws(StorageError) -> [UInt16] {
        let oldest: [UInt16] = try database.rows(
            """
            SELECT lane FROM jobs FORCE INDEX (due) WHERE available_at <= \(now)
            ORDER BY available_at LIMIT \(QueueStore.glance)
            """
        )
        guard oldest.count < QueueStore.glance else { return try dueHeads(at: now) }
        return oldest.reduce(into: []) { lanes, lane in
            if !lanes.contains(lane) { lanes.append(lane) }
        }
    }

    /// A dive for each lane: grouped by lane, a table whose statistics are old is scanned, and so
    /// is any by a prepared statement after another that reads other columns.
    private func dueHeads(at now: Instant) throws(StorageError) -> [UInt16] {
        let heads: [(UInt16, Instant?)] = try database.rows(
            """
            SELECT lane, (SELECT available_at FROM jobs FORCE INDEX (lane)
                WHERE jobs.lane = lanes.lane ORDER BY available_at LIMIT 1) FROM lanes
            """
        )
        return heads.compactMap { lane, head in head.map { (lane, $0) } }
            .filter { $0.1 <= now }.sorted { $0.1 < $1.1 }.map(\.0)
    }

    /// Locks those of the lanes that no other worker holds, until the transaction ends.
    package func lock(_ lanes: [UInt16]) throws(StorageError) -> [UInt16] {
        let locked: [UInt16] = try database.rows(
            """
            SELECT lane FROM lanes FORCE INDEX (PRIMARY) WHERE lane IN \(anyOf: lanes)
            FOR UPDATE SKIP LOCKED
            """
        )
        return locked
    }

    /// Locks a job's lane again, waiting for the worker that holds it; tells whether the attempt that
    /// was counted is still the job's last, or another worker has taken the job up meanwhile.
    package func hold(_ job: Job) throws(StorageError) -> Bool {
        let _: [UInt16] = try database.rows(
            "SELECT lane FROM lanes FORCE INDEX (PRIMARY) WHERE lane = \(job.lane) FOR UPDATE"
        )
        let counted: [Int] = try database.rows(
            """
            SELECT attempts FROM jobs
            WHERE organisation_id = \(job.organisation) AND id = \(job.id)
            """
        )
        return counted == [job.attempts + 1]
    }

    /// Locks all lanes until the transaction ends, once every worker has let go of its own:
    /// nothing is processed meanwhile, and what comes in waits.
    package func lockAll() throws(StorageError) {
        let _: [UInt16] = try database.rows(
            "SELECT lane FROM lanes FORCE INDEX (PRIMARY) ORDER BY lane FOR UPDATE"
        )
    }

    /// The due jobs of locked lanes, lane by lane in the order in which their deliveries came.
    ///
    /// That is the order of the index, so that no more rows are read than are asked for.
    package func jobs(
        in lanes: [UInt16],
        at now: Instant,
        limit: Int
    ) throws(StorageError) -> [Job] {
        let rows: [(Organisation.ID, Int64, String, UInt16, Int)] = try database.rows(
            """
            SELECT organisation_id, id, kind, lane, attempts
            FROM jobs FORCE INDEX (lane)
            WHERE lane IN \(anyOf: lanes) AND available_at <= \(now)
            ORDER BY lane, available_at, organisation_id, id LIMIT \(limit)
            """
        )
        return rows.compactMap(Job.init)
    }

    /// Removes jobs that are done; throws `contended` where one was gone already, so that the
    /// transaction is rolled back and nothing is applied twice.
    ///
    /// By way of the primary key whatever the table's size: a scan would wait for the rows of
    /// others, and they for ours.
    package func finish(_ jobs: some Sequence<Job>) throws(StorageError) {
        for (organisation, jobs) in Dictionary(grouping: jobs, by: \.organisation)
            .sorted(by: { $0.key < $1.key })
        {
            let removed = try jobs.map(\.id).sorted().inParts { some throws(StorageError) in
                let removed = try database.execute(
                    """
                    DELETE jobs FROM jobs FORCE INDEX (PRIMARY)
                    WHERE organisation_id = \(organisation) AND id IN \(anyOf: some)
                    """
                )
                return [removed]
            }
            let missing = jobs.count - removed.reduce(0, +)
            guard missing == 0 else {
                throw StorageError(.contended, "\(missing) jobs were done by another worker")
            }
        }
    }

    /// Counts an attempt before it is made, so that one that crashes the process is counted too.
    ///
    /// The first leaves the job at its place in the lane: most likely it is cut off by what is no
    /// fault of its own, if at all, and then nothing of its customer may overtake it.
    ///
    /// - Parameter next: when the job is tried again, should a later attempt be cut off.
    package func countAttempt(_ job: Job, next: Instant) throws(StorageError) {
        try database.execute(
            """
            UPDATE jobs SET available_at = IF(attempts = 0, available_at, \(next)),
                attempts = \(job.attempts + 1)
            WHERE organisation_id = \(job.organisation) AND id = \(job.id)
            """
        )
    }

    /// Puts a job off whose counted attempt has failed.
    package func postpone(_ job: Job, until next: Instant) throws(StorageError) {
        try database.execute(
            """
            UPDATE jobs SET available_at = \(next)
            WHERE organisation_id = \(job.organisation) AND id = \(job.id)
                AND attempts = \(job.attempts + 1)
            """
        )
    }

    /// Takes a counted attempt back that was cut off: the job stands as it did before, unless it
    /// was done all the same.
    package func takeBackAttempt(_ job: Job, at now: Instant) throws(StorageError) {
        try database.execute(
            """
            UPDATE jobs SET attempts = \(job.attempts),
                available_at = LEAST(available_at, \(now))
            WHERE organisation_id = \(job.organisation) AND id = \(job.id)
                AND attempts = \(job.attempts + 1)
            """
        )
    }

    /// Brings jobs forward that are due later than any pause would have it: their time was taken
    /// from a clock that has been set back since. Tells how many.
    ///
    /// - Parameters:
    ///   - first: the longest pause before a first attempt is repeated; each later one is at most
    ///     twice as long as the one before it.
    ///   - longest: the longest pause of all.
    package func bringForward(
        at now: Instant,
        first: Duration,
        longest: Duration
    ) throws(StorageError) -> Int {
        try database.execute(
            """
            UPDATE jobs FORCE INDEX (due) SET available_at = \(now)
            WHERE available_at > \(now + first) AND available_at < \(Job.held)
                AND available_at > \(now) + INTERVAL LEAST(
                    \(longest.components.seconds), \(first.components.seconds) * POW(2, attempts)
                ) SECOND
            """
        )
    }

    /// Takes failures off the record whose deliveries were processed after all.
    package func clearFailures(of jobs: [Job]) throws(StorageError) {
        try database.executeMany(
            "DELETE FROM failures WHERE organisation_id = ? AND delivery_id = ?",
            jobs.map { [$0.organisation, $0.id] }
        )
    }

    /// Ends a job whose delivery cannot be processed: it stays visible and can be replayed.
    package func bury(
        _ job: Job,
        as fate: Fate,
        reason: String,
        at now: Instant
    ) throws(StorageError) {
        try noteAttempt(job, error: reason, at: now)
        try database.execute(
            """
            INSERT INTO failures (organisation_id, delivery_id, fate, reason, attempts, failed_at)
            VALUES (\(job.organisation), \(job.id), \(fate.rawValue), \(reason.clipped(to: 2_000)),
                \(job.attempts + 1), \(now))
            ON DUPLICATE KEY UPDATE fate = VALUES(fate), reason = VALUES(reason),
                attempts = VALUES(attempts), failed_at = VALUES(failed_at), handled_at = NULL
            """
        )
        try finish([job])
    }

    /// Puts on record why an attempt failed.
    package func noteAttempt(
        _ job: Job,
        error: String,
        at now: Instant
    ) throws(StorageError) {
        // Asked for apart: the second time that a session runs the two as one statement, MariaDB
        // 10.11 refuses it (1140).
        let numbers: [Int] = try database.rows(
            """
            SELECT COALESCE(MAX(number), 0) + 1 FROM attempts
            WHERE organisation_id = \(job.organisation) AND delivery_id = \(job.id)
            """
        )
        try database.execute(
            """
            INSERT INTO attempts (organisation_id, delivery_id, number, failed_at, error)
            VALUES (\(job.organisation), \(job.id), \(numbers.first ?? 1), \(now),
                \(error.clipped(to: 2_000)))
            """
        )
    }
}
