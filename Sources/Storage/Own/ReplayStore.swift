package import Domain
internal import MariaDB

/// Sends failed deliveries through the work once more, and marks failures as handled.
package struct ReplayStore {
    /// Which failed deliveries are meant: those of one fate that nobody has handled.
    package struct Filter: Sendable {
        package let fate: Fate
        package var connection: Connection.ID?
        /// When they came.
        package var span = CustomerFilter.Span()
        /// Those of greater ids, where an earlier replay has not come farther.
        package var after: Delivery.ID?

        package init(_ fate: Fate) {
            self.fate = fate
        }
    }

    /// What a replay came to.
    package struct Replay: Sendable {
        package fileprivate(set) var count = 0
        /// After which id the next one goes on; nil where none is left.
        package fileprivate(set) var next: Delivery.ID?
    }

    /// So many at a time: what comes in meanwhile waits no longer than for these.
    private static let bite = 5_000

    private let scope: OwnScope

    package init(_ scope: OwnScope) {
        self.scope = scope
    }

    /// Puts a failed delivery back into the queue; false where it has not failed.
    package func replay(_ id: Delivery.ID, at now: Instant) throws(StorageError) -> Bool {
        try requeue([id], at: now) > 0
    }

    /// Puts failed deliveries that match back into the queue, the oldest first, until there are
    /// none or the time is over. Who goes on after it meets none a second time that has failed
    /// anew meanwhile.
    package func replay(
        _ filter: Filter,
        at now: Instant,
        within time: Duration
    ) throws(StorageError) -> Replay {
        let end = ContinuousClock.now + time
        var replay = Replay()
        replay.next = filter.after
        repeat {
            let some = try failures(filter, after: replay.next)
            replay.count += try requeue(some, at: now)
            replay.next = some.count == ReplayStore.bite ? some.last : nil
        } while replay.next != nil && ContinuousClock.now < end
        return replay
    }

    /// The next bite of those that match, the oldest first.
    private func failures(
        _ filter: Filter,
        after last: Delivery.ID?
    ) throws(StorageError) -> [Delivery.ID] {
        let failures = FailureConditions(
            fate: filter.fate,
            connection: filter.connection,
            span: filter.span
        )
        let rest: [SQL] = last.map { ["f.delivery_id > \($0)"] } ?? []
        return try scope.database.rows(
            """
            (SELECT f.delivery_id FROM own_failures f
            WHERE \(fragment: .all(failures.range + rest))
            ORDER BY f.delivery_id LIMIT \(ReplayStore.bite))
            """
        )
    }

    /// A replayed delivery keeps its failure on record until it is processed or fails anew; the
    /// lane of a replay need not be its customer's: handlers tolerate disorder.
    private func requeue(_ ids: [Delivery.ID], at now: Instant) throws(StorageError) -> Int {
        try ids.inParts { some throws(StorageError) in
            let queued = try scope.database.execute(
                """
                INSERT INTO own_jobs (organisation_id, id, kind, lane, available_at)
                SELECT f.organisation_id, f.delivery_id, 'replay_delivery', f.delivery_id % 256,
                    \(now)
                FROM own_failures f
                LEFT JOIN own_jobs j ON j.id = f.delivery_id
                WHERE j.id IS NULL AND f.delivery_id IN \(anyOf: some)
                """
            )
            return [queued]
        }.reduce(0, +)
    }

    /// Takes a failure off the list of what wants attention; false where there is none.
    package func markHandled(_ id: Delivery.ID, at now: Instant) throws(StorageError) -> Bool {
        try scope.database.execute(
            """
            UPDATE own_markable_failures SET handled_at = \(now)
            WHERE delivery_id = \(id) AND handled_at IS NULL
            """
        ) > 0
    }
}
