package import Domain
internal import MariaDB

/// The organisation's jobs for many customers: people ask for them and look how they go on, the
/// background does them.
package struct BulkJobStore {
    /// Which jobs a list holds; what is nil lets all through.
    package struct Filter: Sendable {
        package var kind: BulkJob.Kind?
        package var state: BulkJob.State?
        package var before: BulkJob.ID?

        package init() {}
    }

    private let scope: OwnScope

    package init(_ scope: OwnScope) {
        self.scope = scope
    }

    package func add(_ job: BulkJob, about subject: BulkSubject) throws(StorageError) {
        var order = Order()
        switch subject {
        case .list(let filter, let sort, let isDescending):
            order = Order(filter: filter.line, sort: sort.rawValue, isDescending: isDescending)
        case .chosen(let ids): order.chosen = ids.map(\.text).joined(separator: ",")
        case .changed: break
        }
        try scope.database.execute(
            """
            INSERT INTO own_bulk_jobs (organisation_id, id, kind, state, actor, actor_id,
                actor_name, tag, format, query, filter, sort, is_descending, chosen, undoes, total,
                total_is, created_at)
            VALUES (\(job.organisation), \(job.id), \(job.kind.rawValue), 'waiting',
                \(job.maker.kind), \(job.maker.id), \(job.maker.name.clipped(to: 254)), \(job.tag),
                \(job.format?.rawValue), \(job.query), \(order.filter), \(order.sort),
                \(order.isDescending), \(order.chosen), \(job.undoes),
                \(job.progress.total?.value), \(job.progress.total?.certainty.rawValue),
                \(job.createdAt))
            """
        )
    }

    /// How a subject stands in a row.
    private struct Order {
        var filter: String?
        var sort: String?
        var isDescending: Bool?
        var chosen: String?
    }

    package func find(_ id: BulkJob.ID) throws(StorageError) -> BulkJob? {
        let row: BulkJob.Row? = try scope.database.row(
            "(SELECT \(fragment: BulkJob.columns) FROM own_bulk_jobs WHERE id = \(id))"
        )
        return row.flatMap(BulkJob.init)
    }

    /// The newest first; up to one more than `limit`, which tells that the list goes on.
    package func list(_ filter: Filter, limit: Int) throws(StorageError) -> [BulkJob] {
        var parts: [SQL] = []
        if let kind = filter.kind { parts.append("kind = \(kind.rawValue)") }
        if let state = filter.state { parts.append("state = \(state.rawValue)") }
        if let before = filter.before { parts.append("id < \(before)") }
        let rows: [BulkJob.Row] = try scope.database.rows(
            """
            (SELECT \(fragment: BulkJob.columns) FROM own_bulk_jobs
            WHERE \(fragment: .all(parts)) ORDER BY id DESC LIMIT \(limit + 1))
            """
        )
        return rows.compactMap(BulkJob.init)
    }

    /// How many have not ended.
    package func unfinished() throws(StorageError) -> Int {
        let row: (Int)? = try scope.database.row(
            "SELECT COUNT(*) FROM own_bulk_jobs WHERE state IN ('waiting', 'running')"
        )
        return row ?? 0
    }

    /// Stops a job after the step at hand; false where it had ended.
    package func cancel(_ id: BulkJob.ID, at now: Instant) throws(StorageError) -> Bool {
        try scope.database.execute(
            """
            UPDATE own_bulk_jobs SET state = 'cancelled', ended_at = \(now)
            WHERE id = \(id) AND state IN ('waiting', 'running')
            """
        ) > 0
    }

    /// Of these jobs, those whose changes are still known and were not taken back.
    package func undoable(_ jobs: [BulkJob]) throws(StorageError) -> Set<BulkJob.ID> {
        let ids = jobs.filter { $0.state.hasEnded && $0.progress.changed > 0 }
            .filter { $0.kind != .export }.map(\.id)
        guard !ids.isEmpty else { return [] }
        let known: [BulkJob.ID] = try scope.database.rows(
            """
            SELECT j.id FROM own_bulk_jobs j
            WHERE j.id IN \(anyOf: ids)
                AND EXISTS (SELECT 1 FROM own_bulk_job_customers c WHERE c.job_id = j.id)
                AND NOT EXISTS (SELECT 1 FROM own_bulk_jobs u
                    WHERE u.undoes = j.id AND u.state <> 'failed')
            """
        )
        return Set(known)
    }
}

extension CustomerReport {
    /// The living customers of these ids, each once; nil where one names nobody.
    package func living(_ ids: [Customer.ID]) throws(StorageError) -> [Customer.ID]? {
        guard !ids.isEmpty else { return [] }
        let rows: [(Customer.ID, Customer.ID)] = try scope.database.rows(
            """
            SELECT id, COALESCE(merged_into, id) FROM own_customers WHERE id IN \(anyOf: ids)
            """
        )
        guard rows.count == Set(ids).count else { return nil }
        return Set(rows.map(\.1)).sorted()
    }
}
