package import Domain
internal import MariaDB

/// Lets go of what nobody needs any more of jobs, and of views.
package struct BulkRetention {
    /// So long a job can be taken back.
    package static let regret = Duration.days(7)
    /// So long it is known that there was one.
    private static let memory = Duration.days(90)
    /// Notes are many and small.
    private static let bite = 10_000

    private let database: Database

    package init(database: Database) {
        self.database = database
    }

    /// Forgets a part of what is old; tells how many rows went.
    package func sweep(at now: Instant) throws(StorageError) -> Int {
        try forgetNotes(before: now - BulkRetention.regret)
            + forgetJobs(before: now - BulkRetention.memory) + forgetViews()
    }

    private func forgetNotes(before time: Instant) throws(StorageError) -> Int {
        let old: (Organisation.ID, BulkJob.ID)? = try database.row(
            """
            SELECT j.organisation_id, j.id FROM bulk_jobs j
            WHERE j.ended_at < \(time) AND EXISTS (
                SELECT 1 FROM bulk_job_customers c
                WHERE c.organisation_id = j.organisation_id AND c.job_id = j.id)
            LIMIT 1
            """
        )
        guard let (organisation, job) = old else { return 0 }
        return try database.execute(
            """
            DELETE FROM bulk_job_customers
            WHERE organisation_id = \(organisation) AND job_id = \(job)
            LIMIT \(BulkRetention.bite)
            """
        )
    }

    private func forgetJobs(before time: Instant) throws(StorageError) -> Int {
        try database.execute(
            """
            DELETE FROM bulk_jobs WHERE ended_at < \(time) AND NOT EXISTS (
                SELECT 1 FROM bulk_job_customers c
                WHERE c.organisation_id = bulk_jobs.organisation_id AND c.job_id = bulk_jobs.id)
            LIMIT 1000
            """
        )
    }

    /// A view that its owner kept to themselves goes with them.
    private func forgetViews() throws(StorageError) -> Int {
        try database.execute(
            """
            DELETE FROM saved_views WHERE NOT is_shared AND NOT EXISTS (
                SELECT 1 FROM members m
                WHERE m.organisation_id = saved_views.organisation_id
                    AND m.person_id = saved_views.person_id)
            LIMIT 1000
            """
        )
    }
}
