package import Domain
internal import MariaDB

/// The back of the inbox: hands out jobs lane by lane and keeps their fate.
///
/// A worker reads candidate lanes without locks, locks a few lane rows that nobody else holds,
/// takes those lanes' jobs in order and keeps the transaction open until their effects are written
/// and the jobs removed. So a customer's deliveries stay in order and no two workers meet.
package struct QueueStore {
    package let database: Database

    package init(database: Database) {
        self.database = database
    }

    /// Lanes with jobs that are due, the longest waiting first; nothing is locked.
    package func candidateLanes(at now: Instant, limit: Int) throws(StorageError) -> [UInt16] {
        let lanes: [UInt16] = try database.rows(
            """
            SELECT DISTINCT lane FROM (
                SELECT lane FROM jobs WHERE available_at <= \(now)
                ORDER BY available_at LIMIT \(limit)
            ) AS due
            """
        )
        return lanes
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

    /// Locks a lane, waiting for the worker that holds it.
    package func hold(_ lane: UInt16) throws(StorageError) {
        let _: [UInt16] = try database.rows(
            "SELECT lane FROM lanes FORCE INDEX (PRIMARY) WHERE lane = \(lane) FOR UPDATE"
        )
    }

    /// The due jobs of locked lanes, in the order in which their deliveries came.
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
            ORDER BY lane, available_at, id LIMIT \(limit)
            """
        )
        return rows.compactMap(Job.init)
    }

    /// The stored deliveries of these jobs, in the jobs' order.
    package func deliveries(of jobs: [Job]) throws(StorageError) -> [StoredDelivery] {
        var found: [Delivery.ID: StoredDelivery] = [:]
        for (organisation, jobs) in Dictionary(grouping: jobs, by: \.organisation) {
            let rows: [(Delivery.ID, Connection.ID, Instant, String?, [UInt8])] = try database.rows(
                """
                SELECT id, connection_id, received_at, message_id, body FROM deliveries
                WHERE organisation_id = \(organisation) AND id IN \(anyOf: jobs.map(\.id))
                """
            )
            for (id, connection, receivedAt, messageID, body) in rows {
                found[id] = StoredDelivery(
                    organisation: organisation,
                    id: id,
                    connection: connection,
                    receivedAt: receivedAt,
                    messageID: messageID,
                    body: body
                )
            }
        }
        return jobs.compactMap { found[Delivery.ID($0.id)] }
    }

    /// Removes jobs that are done; throws `contended` where one was gone already, so that the
    /// transaction is rolled back and nothing is applied twice.
    package func finish(_ jobs: [Job]) throws(StorageError) {
        let removed = try database.executeMany(
            "DELETE FROM jobs WHERE organisation_id = ? AND id = ?",
            jobs.map { [$0.organisation, $0.id] }
        )
        guard removed == jobs.count else {
            throw StorageError(
                .contended,
                "\(jobs.count - removed) jobs were done by another worker"
            )
        }
    }

    /// Counts an attempt before it is made, so that one that crashes the process is counted too.
    ///
    /// - Parameter next: when the job is tried again, should this attempt not end it.
    package func countAttempt(_ job: Job, next: Instant) throws(StorageError) {
        try database.execute(
            """
            UPDATE jobs SET attempts = \(job.attempts + 1), available_at = \(next)
            WHERE organisation_id = \(job.organisation) AND id = \(job.id)
            """
        )
    }

    /// Takes a counted attempt back that was cut off: the job stands as it did before, unless it
    /// was done all the same.
    package func takeBackAttempt(_ job: Job, at now: Instant) throws(StorageError) {
        try database.execute(
            """
            UPDATE jobs SET attempts = \(job.attempts), available_at = \(now)
            WHERE organisation_id = \(job.organisation) AND id = \(job.id)
                AND attempts = \(job.attempts + 1)
            """
        )
    }

    /// Lets go, up to so many, the deliveries that were held while their connection was paused and
    /// that is not any more; tells how many.
    package func releaseHeld(limit: Int) throws(StorageError) -> Int {
        let held: [(Organisation.ID, Int64, Instant)] = try database.rows(
            """
            SELECT j.organisation_id, j.id, d.received_at
            FROM jobs j FORCE INDEX (due)
            JOIN deliveries d ON d.organisation_id = j.organisation_id AND d.id = j.id
            JOIN connections c
                ON c.organisation_id = d.organisation_id AND c.id = d.connection_id
            WHERE j.available_at = \(Job.held) AND c.paused_at IS NULL
            LIMIT \(limit)
            """
        )
        return try database.executeMany(
            "UPDATE jobs SET available_at = ? WHERE organisation_id = ? AND id = ?",
            held.map { [$0.2, $0.0, $0.1] }
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
        try database.execute(
            """
            INSERT INTO attempts (organisation_id, delivery_id, number, failed_at, error)
            SELECT \(job.organisation), \(job.id), COALESCE(MAX(number), 0) + 1, \(now),
                \(error.clipped(to: 2_000))
            FROM attempts
            WHERE organisation_id = \(job.organisation) AND delivery_id = \(job.id)
            """
        )
    }
}

/// Something to be done in the background.
package struct Job: Hashable, Sendable {
    package enum Kind: String, Sendable {
        case processDelivery = "process_delivery"
        /// Processes a delivery that has failed before.
        case replayDelivery = "replay_delivery"
        case undoMerge = "undo_merge"
    }

    /// When a job is due whose connection is paused: the last day that a DATETIME can tell.
    static let held = Instant(seconds: 253_402_214_400)

    package let organisation: Organisation.ID
    /// The delivery's or the merge's number.
    package let id: Int64
    package let kind: Kind
    package let lane: UInt16
    /// How many attempts have failed.
    package let attempts: Int

    init?(_ row: (Organisation.ID, Int64, String, UInt16, Int)) {
        guard let kind = Kind(rawValue: row.2) else { return nil }
        organisation = row.0
        id = row.1
        self.kind = kind
        lane = row.3
        attempts = row.4
    }
}

/// How a delivery ended that could not be processed.
package enum Fate: String, Sendable {
    /// Every attempt failed.
    case dead
    /// It is signed, but means nothing that Waymark can apply.
    case quarantined
}

/// A delivery as the work needs it: who sent it and the bytes.
package struct StoredDelivery: Sendable {
    package let organisation: Organisation.ID
    package let id: Delivery.ID
    package let connection: Connection.ID
    package let receivedAt: Instant
    package let messageID: String?
    package let body: [UInt8]
}
