package import Domain
internal import MariaDB

/// Asks the work to undo merges: the page decides, the background does it.
package struct MergeRequests {
    private let scope: OwnScope

    package init(_ scope: OwnScope) {
        self.scope = scope
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
