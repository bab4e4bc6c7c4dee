package import Domain
internal import MariaDB

/// A job that somebody works on: nobody else does while they hold it.
package struct HeldJob: Sendable {
    package let job: BulkJob
    package let subject: BulkSubject
    /// Names this hold, and no other of the same job.
    package let holder: Int64
    /// Where the next step begins; nil at the beginning.
    package var place: String?
    /// How often it was taken up since it last got on.
    package let attempts: Int
}

/// The jobs of all organisations, for those who do them.
package struct BulkQueue {
    /// Who gets on within this time keeps the job; whoever died loses it after this.
    package static let lease = Duration.seconds(15)

    private let database: Database

    package init(database: Database) {
        self.database = database
    }

    /// Takes up the job that has waited longest, unless somebody holds it; nil where none waits.
    ///
    /// - Parameter holder: a number that nobody uses again.
    package func take(
        _ kinds: [BulkJob.Kind],
        holder: Int64,
        at now: Instant
    ) throws(StorageError) -> HeldJob? {
        try database.transaction { () throws(StorageError) in
            let row: (Organisation.ID, BulkJob.ID, Int)? = try database.row(
                """
                SELECT organisation_id, id, attempts FROM bulk_jobs
                WHERE state IN ('waiting', 'running') AND kind IN \(anyOf: kinds.map(\.rawValue))
                    AND (held_until IS NULL OR held_until <= \(now))
                ORDER BY held_until, id LIMIT 1 FOR UPDATE SKIP LOCKED
                """
            )
            guard let (organisation, id, attempts) = row else { return nil }
            try database.execute(
                """
                UPDATE bulk_jobs SET state = 'running', holder = \(holder),
                    held_until = \(now + BulkQueue.lease), attempts = attempts + 1,
                    started_at = COALESCE(started_at, \(now))
                WHERE organisation_id = \(organisation) AND id = \(id)
                """
            )
            return try held(id, of: organisation, holder: holder, attempts: attempts + 1)
        }
    }

    private func held(
        _ id: BulkJob.ID,
        of organisation: Organisation.ID,
        holder: Int64,
        attempts: Int
    ) throws(StorageError) -> HeldJob {
        let row: BulkJob.Row? = try database.row(
            """
            (SELECT \(fragment: BulkJob.columns) FROM bulk_jobs
            WHERE organisation_id = \(organisation) AND id = \(id))
            """
        )
        let order: (String?, String?, Bool?, String?, String?)? = try database.row(
            """
            SELECT filter, sort, is_descending, chosen, place FROM bulk_jobs
            WHERE organisation_id = \(organisation) AND id = \(id)
            """
        )
        guard let job = row.flatMap(BulkJob.init), let order,
            let subject = BulkQueue.subject(of: job, order)
        else { throw StorageError(.broken, "job \(id.text) cannot be read") }
        return HeldJob(
            job: job,
            subject: subject,
            holder: holder,
            place: order.4,
            attempts: attempts
        )
    }

    private static func subject(
        of job: BulkJob,
        _ order: (String?, String?, Bool?, String?, String?)
    ) -> BulkSubject? {
        if let undone = job.undoes { return .changed(by: undone) }
        if let chosen = order.3 {
            return .chosen(chosen.split(separator: ",").compactMap { Customer.ID(text: $0) })
        }
        guard let filter = order.0.flatMap({ CustomerFilter(line: $0) }),
            let sort = order.1.flatMap(CustomerSort.init)
        else { return nil }
        return .list(filter, sort: sort, isDescending: order.2 ?? true)
    }

    /// Locks a job until the transaction ends; false where it was cancelled, or has another holder.
    package func lock(_ held: HeldJob) throws(StorageError) -> Bool {
        let row: (Int64)? = try database.row(
            """
            SELECT holder FROM bulk_jobs
            WHERE organisation_id = \(held.job.organisation) AND id = \(held.job.id)
                AND state = 'running' FOR UPDATE
            """
        )
        return row == held.holder
    }

    /// The next customers whom a job has changed, by their ids.
    package func changed(
        by job: BulkJob.ID,
        of organisation: Organisation.ID,
        after last: Customer.ID?,
        limit: Int
    ) throws(StorageError) -> [Customer.ID] {
        let ids: [Customer.ID] = try database.rows(
            """
            SELECT customer_id FROM bulk_job_customers
            WHERE organisation_id = \(organisation) AND job_id = \(job)
                AND customer_id > \(last ?? Customer.ID(0))
            ORDER BY customer_id LIMIT \(limit)
            """
        )
        return ids
    }

    /// Notes how far a job is, and holds it on; false where it was cancelled, or has another
    /// holder: then nothing of the step may stay.
    package func advance(
        _ held: HeldJob,
        _ progress: BulkJob.Progress,
        at now: Instant
    ) throws(StorageError) -> Bool {
        try database.execute(
            """
            UPDATE bulk_jobs SET place = \(held.place), seen = \(progress.seen),
                changed = \(progress.changed), held_until = \(now + BulkQueue.lease), attempts = 0
            WHERE organisation_id = \(held.job.organisation) AND id = \(held.job.id)
                AND holder = \(held.holder) AND state = 'running'
            """
        ) > 0
    }

    /// Ends a job; false where it has ended or has another holder.
    package func end(
        _ held: HeldJob,
        as state: BulkJob.State,
        reason: String? = nil,
        file: BulkJob.File? = nil,
        at now: Instant
    ) throws(StorageError) -> Bool {
        try database.execute(
            """
            UPDATE bulk_jobs SET state = \(state.rawValue), reason = \(reason?.clipped(to: 500)),
                file = \(file?.name), bytes = \(file?.bytes), expires_at = \(file?.expiresAt),
                ended_at = \(now), held_until = NULL
            WHERE organisation_id = \(held.job.organisation) AND id = \(held.job.id)
                AND holder = \(held.holder) AND state = 'running'
            """
        ) > 0
    }

    /// Lets a job go, so that others of the queue get their turn before it.
    package func release(_ held: HeldJob, until time: Instant) throws(StorageError) {
        try database.execute(
            """
            UPDATE bulk_jobs SET held_until = \(time)
            WHERE organisation_id = \(held.job.organisation) AND id = \(held.job.id)
                AND holder = \(held.holder) AND state = 'running'
            """
        )
    }
}
