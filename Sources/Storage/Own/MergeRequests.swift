package import Domain
internal import MariaDB

/// Asks the work to undo merges: the page decides, the background does it.
package struct MergeRequests {
    private let scope: OwnScope

    package init(_ scope: OwnScope) {
        self.scope = scope
    }

    /// Queues the undoing of a merge; false where there is none that could be undone.
    package func undo(_ id: Identifier<Merge>, at now: Instant) throws(StorageError) -> Bool {
        try scope.database.execute(
            """
            INSERT INTO own_jobs (organisation_id, id, kind, lane, available_at)
            SELECT organisation_id, id, 'undo_merge', id % 256, \(now)
            FROM own_merges WHERE id = \(id) AND undone_at IS NULL
            ON DUPLICATE KEY UPDATE attempts = own_jobs.attempts
            """) > 0
    }
}
