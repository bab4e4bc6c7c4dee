package import Domain
internal import MariaDB

/// Asks the work to merge customers and to undo merges: the page decides, the background does it.
package struct MergeRequests {
    private let scope: OwnScope

    package init(_ scope: OwnScope) {
        self.scope = scope
    }

    /// Queues the merge of two customers, which will have this number.
    package func merge(
        _ one: Customer.ID,
        _ other: Customer.ID,
        id: Identifier<Merge>,
        by author: Author,
        at now: Instant
    ) throws(StorageError) {
        try scope.database.execute(
            """
            INSERT INTO own_merge_requests
                (organisation_id, id, one_id, other_id, asked_at, asker)
            VALUES (\(scope.organisation), \(id), \(one), \(other), \(now), \(author.name))
            """
        )
        try scope.database.execute(
            """
            INSERT INTO own_jobs (organisation_id, id, kind, lane, available_at)
            VALUES (\(scope.organisation), \(id), 'merge_customers', \(id.number % 256), \(now))
            """
        )
    }

    /// Takes a merge back that was asked for and is not done yet; false where there is none.
    package func withdraw(_ id: Identifier<Merge>) throws(StorageError) -> Bool {
        try scope.database.execute("DELETE FROM own_merge_requests WHERE id = \(id)") > 0
    }

    /// Queues the undoing of a merge; false where there is none that could be undone,
    /// or where it is being undone already.
    package func undo(_ id: Identifier<Merge>, at now: Instant) throws(StorageError) -> Bool {
        try scope.database.execute(
            """
            INSERT INTO own_jobs (organisation_id, id, kind, lane, available_at)
            SELECT m.organisation_id, m.id, 'undo_merge', m.id % 256, \(now)
            FROM own_merges m
            WHERE m.id = \(id) AND m.undone_at IS NULL
                AND NOT EXISTS (SELECT 1 FROM own_jobs j WHERE j.id = m.id)
            """
        ) > 0
    }
}
