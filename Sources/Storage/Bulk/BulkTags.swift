package import Domain
internal import MariaDB

/// Tags of many customers at once, with a note of whom that changed.
package struct BulkTags {
    private let database: Database
    private let job: BulkJob

    package init(database: Database, job: BulkJob) {
        self.database = database
        self.job = job
    }

    private var tag: String { job.tag ?? "" }

    /// Gives the tag to those of the living who do not have it, and have room for it; tells to how
    /// many.
    package func add(to ids: [Customer.ID], at now: Instant) throws(StorageError) -> Int {
        guard !ids.isEmpty else { return 0 }
        let without: [Customer.ID] = try database.rows(
            """
            SELECT c.id FROM customers c
            WHERE c.organisation_id = \(job.organisation) AND c.id IN \(anyOf: ids)
                AND c.stage IS NOT NULL AND NOT EXISTS (
                    SELECT 1 FROM customer_tags t
                    WHERE t.organisation_id = c.organisation_id AND t.customer_id = c.id
                        AND t.tag = \(tag))
                AND (SELECT COUNT(*) FROM customer_tags m
                    WHERE m.organisation_id = c.organisation_id AND m.customer_id = c.id)
                    < \(CustomerTag.most)
            ORDER BY c.id FOR UPDATE
            """
        )
        let person = job.maker.kind == "person" ? job.maker.id : nil
        try database.executeMany(
            """
            INSERT INTO customer_tags (organisation_id, customer_id, tag, added_at, added_by)
            VALUES (?, ?, ?, ?, ?)
            """,
            without.map { [job.organisation, $0, tag, now, person] }
        )
        return try note(without)
    }

    /// Takes the tag from those who have it; tells from how many.
    package func remove(from ids: [Customer.ID]) throws(StorageError) -> Int {
        guard !ids.isEmpty else { return 0 }
        let with: [Customer.ID] = try database.rows(
            """
            SELECT customer_id FROM customer_tags
            WHERE organisation_id = \(job.organisation) AND customer_id IN \(anyOf: ids)
                AND tag = \(tag)
            ORDER BY customer_id FOR UPDATE
            """
        )
        guard !with.isEmpty else { return 0 }
        try database.execute(
            """
            DELETE FROM customer_tags
            WHERE organisation_id = \(job.organisation) AND customer_id IN \(anyOf: with)
                AND tag = \(tag)
            """
        )
        return try note(with)
    }

    private func note(_ ids: [Customer.ID]) throws(StorageError) -> Int {
        try database.executeMany(
            "INSERT INTO bulk_job_customers (organisation_id, job_id, customer_id) VALUES (?, ?, ?)",
            ids.map { [job.organisation, job.id, $0] }
        )
        return ids.count
    }
}
