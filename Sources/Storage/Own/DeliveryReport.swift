package import Domain
internal import MariaDB

/// What has become of a delivery.
package enum DeliveryState: String, CaseIterable, Sendable {
    case pending
    case processed
    case retrying
    case dead
    case quarantined
}

/// A delivery in a list.
package struct DeliverySummary: Sendable {
    package let id: Delivery.ID
    package let connection: Connection.ID
    package let connectionName: String
    package let receivedAt: Instant
    package let address: String
    package let bytes: Int
    package let state: DeliveryState
    package let attempts: Int
    package let nextAttemptAt: Instant?
    package let reason: String?
    package let handledAt: Instant?
    /// The body where it is short, for what it says of itself.
    package let shortBody: [UInt8]?
}

/// A delivery with all that was kept of it.
package struct DeliveryDetail: Sendable {
    package struct Attempt: Sendable {
        package let number: Int
        package let at: Instant
        package let error: String
    }

    package let summary: DeliverySummary
    package let isSigned: Bool
    package let requestID: String
    package let messageID: String?
    package let path: String
    /// A JSON array of [name, value] pairs.
    package let headers: [UInt8]
    package let body: [UInt8]
    package let attempts: [Attempt]
}

/// Deliveries and their fates.
package struct DeliveryReport {
    /// Lists read bodies of so many bytes at most.
    private static let shortBody = 8 << 10

    private let scope: OwnScope

    package init(_ scope: OwnScope) {
        self.scope = scope
    }

    package func find(_ id: Delivery.ID) throws(StorageError) -> DeliveryDetail? {
        guard let summary = try summaries("d.id = \(id)").first else { return nil }
        let row: (Bool, String, String?, String, [UInt8], [UInt8])? = try scope.database.row(
            """
            SELECT is_signed, request_id, message_id, path, headers, body
            FROM own_deliveries WHERE id = \(id)
            """
        )
        guard let row else { return nil }
        return DeliveryDetail(
            summary: summary,
            isSigned: row.0,
            requestID: row.1,
            messageID: row.2,
            path: row.3,
            headers: row.4,
            body: row.5,
            attempts: try attempts(of: id)
        )
    }

    /// These deliveries, the oldest first.
    package func list(_ ids: [Delivery.ID]) throws(StorageError) -> [DeliverySummary] {
        ids.isEmpty ? [] : try summaries("d.id IN \(anyOf: ids) ORDER BY d.id")
    }

    private func attempts(of id: Delivery.ID) throws(StorageError) -> [DeliveryDetail.Attempt] {
        let rows: [(Int, Instant, String)] = try scope.database.rows(
            """
            SELECT number, failed_at, error FROM own_attempts
            WHERE delivery_id = \(id) ORDER BY number
            """
        )
        return rows.map { DeliveryDetail.Attempt(number: $0.0, at: $0.1, error: $0.2) }
    }

    private func summaries(_ rest: SQL) throws(StorageError) -> [DeliverySummary] {
        let rows:
            [(
                Delivery.ID, Connection.ID, String, Instant, String, Int, Int?, Instant?, String?,
                String?, Int?, Instant?, [UInt8]?
            )] = try scope.database.rows(
                """
                SELECT d.id, d.connection_id, c.name, d.received_at, d.address, LENGTH(d.body),
                    j.attempts, j.available_at, f.fate, f.reason, f.attempts, f.handled_at,
                    IF(LENGTH(d.body) <= \(DeliveryReport.shortBody), d.body, NULL)
                FROM own_deliveries d
                STRAIGHT_JOIN own_connections c ON c.id = d.connection_id
                LEFT JOIN own_jobs j ON j.id = d.id
                LEFT JOIN own_failures f ON f.delivery_id = d.id
                WHERE \(fragment: rest)
                """
            )
        return rows.map(DeliverySummary.init)
    }
}

extension DeliverySummary {
    init(
        _ row: (
            Delivery.ID, Connection.ID, String, Instant, String, Int, Int?, Instant?, String?,
            String?, Int?, Instant?, [UInt8]?
        )
    ) {
        id = row.0
        connection = row.1
        connectionName = row.2
        receivedAt = row.3
        address = row.4
        bytes = row.5
        if let waiting = row.6 {
            state = waiting == 0 ? .pending : .retrying
        } else if let fate = row.8 {
            state = fate == "dead" ? .dead : .quarantined
        } else {
            state = .processed
        }
        attempts = row.6 ?? row.10 ?? 1
        let next = row.6 == nil ? nil : row.7
        let isHeld = next.map { $0 >= Job.held } ?? false
        nextAttemptAt = isHeld ? nil : next
        reason = isHeld ? "It waits until its connection is resumed." : row.9
        handledAt = row.11
        shortBody = row.12
    }
}
