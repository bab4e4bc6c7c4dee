package import Domain
internal import MariaDB

/// Sends failed deliveries through the work once more, and marks failures as handled.
package struct ReplayStore {
    /// Which failed deliveries are meant.
    package struct Filter: Sendable {
        package var fate: Fate?
        package var connection: Connection.ID?
        package var from: Instant?
        package var to: Instant?

        package init() {}
    }

    private let scope: OwnScope

    package init(_ scope: OwnScope) {
        self.scope = scope
    }

    /// Puts a failed delivery back into the queue; false where it has not failed.
    package func replay(_ id: Delivery.ID, at now: Instant) throws(StorageError) -> Bool {
        try replay(where: "f.delivery_id = \(id)", at: now) > 0
    }

    /// Puts all failed deliveries that match back into the queue; tells how many.
    package func replay(_ filter: Filter, at now: Instant) throws(StorageError) -> Int {
        var parts: [SQL] = ["f.handled_at IS NULL"]
        if let fate = filter.fate { parts.append("f.fate = \(fate.rawValue)") }
        if let connection = filter.connection { parts.append("d.connection_id = \(connection)") }
        if let from = filter.from { parts.append("d.received_at >= \(from)") }
        if let to = filter.to { parts.append("d.received_at < \(to)") }
        return try replay(where: "\(fragments: parts, separator: " AND ")", at: now)
    }

    /// A replayed delivery keeps its failure on record until it is processed or fails anew; the
    /// lane of a replay need not be its customer's: handlers tolerate disorder.
    private func replay(where condition: SQL, at now: Instant) throws(StorageError) -> Int {
        try scope.database.execute(
            """
            INSERT INTO own_jobs (organisation_id, id, kind, lane, available_at)
            SELECT f.organisation_id, f.delivery_id, 'replay_delivery', f.delivery_id % 256,
                \(now)
            FROM own_failures f
            JOIN own_deliveries d ON d.id = f.delivery_id
            LEFT JOIN own_jobs j ON j.id = f.delivery_id
            WHERE j.id IS NULL AND \(fragment: condition)
            """
        )
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
