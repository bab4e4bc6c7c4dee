package import Domain
internal import MariaDB

/// How a connection fared lately.
package struct ConnectionHealth: Sendable {
    package struct Hour: Sendable {
        package let start: Instant
        package let accepted: Int
        package let refused: Int
    }

    package struct LastRefusal: Sendable {
        package let at: Instant
        package let reason: String
        package let detail: String
    }

    /// The last 24 hours in which anything came, in order.
    package var hours: [Hour] = []
    package var lastRefusal: LastRefusal?
    package var lastDeliveryAt: Instant?
    /// Deliveries that failed, were not handled and are not on their way once more: those that the
    /// lists of the dead and of the quarantined have.
    package var (dead, quarantined) = (0, 0)

    /// Of a connection for which nothing ever came.
    package init() {}
}

package struct ConnectionHealthReport {
    private let scope: OwnScope

    package init(_ scope: OwnScope) {
        self.scope = scope
    }

    /// How each of these connections fares.
    package func healths(
        of connections: [Connection.ID],
        at now: Instant
    ) throws(StorageError) -> [Connection.ID: ConnectionHealth] {
        var healths = Dictionary(
            uniqueKeysWithValues: connections.map { ($0, ConnectionHealth()) }
        )
        for (connection, hour) in try hours(of: connections, since: now - .hours(24)) {
            healths[connection]?.hours.append(hour)
        }
        for (connection, refusal) in try lastRefusals(of: connections) {
            healths[connection]?.lastRefusal = refusal
        }
        for (connection, dead, quarantined) in try failures(of: connections) {
            healths[connection]?.dead = dead
            healths[connection]?.quarantined = quarantined
        }
        for (connection, at) in try lastDeliveries(of: connections) {
            healths[connection]?.lastDeliveryAt = at
        }
        return healths
    }

    private func hours(
        of connections: [Connection.ID],
        since start: Instant
    ) throws(StorageError) -> [(Connection.ID, ConnectionHealth.Hour)] {
        let rows: [(Connection.ID, Instant, Int, Int)] = try scope.database.rows(
            """
            SELECT connection_id, hour, SUM(accepted), SUM(refused)
            FROM own_connection_hours WHERE connection_id IN \(anyOf: connections) AND hour > \(start)
            GROUP BY connection_id, hour ORDER BY connection_id, hour
            """
        )
        return rows.map {
            ($0.0, ConnectionHealth.Hour(start: $0.1, accepted: $0.2, refused: $0.3))
        }
    }

    private func lastRefusals(
        of connections: [Connection.ID]
    ) throws(StorageError) -> [(Connection.ID, ConnectionHealth.LastRefusal)] {
        let rows: [(Connection.ID, Instant, String, String)] = try scope.database.rows(
            """
            SELECT connection_id, last_at, reason, detail FROM own_connection_refusals
            WHERE connection_id IN \(anyOf: connections) ORDER BY connection_id, last_at
            """
        )
        return rows.map {
            ($0.0, ConnectionHealth.LastRefusal(at: $0.1, reason: $0.2, detail: $0.3))
        }
    }

    private func failures(
        of connections: [Connection.ID]
    ) throws(StorageError) -> [(Connection.ID, Int, Int)] {
        let replays = try ReplaysUnderWay(in: scope.database)
        let wanted: [SQL] = [
            "f.connection_id IN \(anyOf: connections)", "f.fate IN ('dead', 'quarantined')",
            "f.handled_at IS NULL",
        ]
        return try scope.database.rows(
            """
            SELECT f.connection_id, SUM(f.fate = 'dead'), SUM(f.fate = 'quarantined')
            FROM own_failures f WHERE \(fragment: .all(wanted + replays.none))
            GROUP BY f.connection_id
            """
        )
    }

    /// With bounds in place of an equality: that is a walk from the end of the connection's own
    /// index. Anything else walks back through the deliveries of all until it meets one of the
    /// connection, which may be never.
    private func lastDeliveries(
        of connections: [Connection.ID]
    ) throws(StorageError) -> [(Connection.ID, Instant)] {
        let each = connections.map { connection -> SQL in
            """
            (SELECT connection_id, received_at FROM own_deliveries
            WHERE connection_id >= \(connection) AND connection_id <= \(connection)
            ORDER BY connection_id DESC, id DESC LIMIT 1)
            """
        }
        guard !each.isEmpty else { return [] }
        return try scope.database.rows("\(fragments: each, separator: " UNION ALL ")")
    }
}
