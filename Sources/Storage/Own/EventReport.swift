package import Domain
internal import MariaDB

/// An event with the names of what it belongs to, for lists and for the live stream.
package struct EventRow: Sendable {
    package let id: JourneyEvent.ID
    package let occurredAt: Instant
    package let receivedAt: Instant
    package let kind: EventKind
    package let stage: Stage
    package let isClamped: Bool
    package let source: String?
    package let paid: Money?
    package let connection: Connection.ID
    package let connectionName: String
    package let delivery: Delivery.ID
    package let customer: Customer.ID
    /// The name that the event gave its customer: the sender's id, or another identity's value.
    package let customerName: String
    package let name: String?
    package let email: String?
    /// JSON text as the sender wrote it.
    package let metadata: String?
}

/// Events one by one.
package struct EventReport {
    private let scope: OwnScope

    package init(_ scope: OwnScope) {
        self.scope = scope
    }

    /// These events, oldest id first.
    package func list(_ ids: [JourneyEvent.ID]) throws(StorageError) -> [EventRow] {
        try ids.sorted().inParts { some throws(StorageError) in
            try load("e.id IN \(anyOf: some) ORDER BY e.id")
        }
    }

    /// The event that a fact was stored as, if it was; whichever delivery brought it first.
    package func find(_ key: EventStore.Key) throws(StorageError) -> EventRow? {
        try load("e.connection_id = \(key.connection) AND e.dedup_key = \(key.dedupKey)").first
    }

    /// So many events are counted one by one.
    private static let mostCounted = 50_000

    /// How many events there are, as far as that is cheap to know.
    package func count() throws(StorageError) -> ListCount {
        let count = try Candidates(parts: [Candidates.Part(rows: "own_events")])
            .count(upTo: EventReport.mostCounted, in: scope.database)
        return count.map { ListCount($0, .exact) }
            ?? ListCount(EventReport.mostCounted, .atLeast)
    }

    private func load(_ rest: SQL) throws(StorageError) -> [EventRow] {
        let rows:
            [(
                JourneyEvent.ID, Instant, Instant, EventKind, Stage, Bool, UInt16?, Amount?,
                Currency?, Connection.ID, String, Delivery.ID, Customer.ID, String, String?,
                String?, String?
            )] = try scope.database.rows(
                """
                SELECT e.id, e.occurred_at, e.received_at, e.kind, e.stage, e.is_clamped, e.source_id,
                    e.amount, e.currency, e.connection_id, n.name, e.delivery_id, e.customer_id,
                    i.value, c.name, c.email, e.metadata
                FROM own_events e
                STRAIGHT_JOIN own_connections n ON n.id = e.connection_id
                STRAIGHT_JOIN own_customers c ON c.id = e.customer_id
                STRAIGHT_JOIN own_identities i ON i.id = e.identity_id
                WHERE \(fragment: rest)
                """
            )
        let sources = try SourceFilter.names(of: rows.map(\.6), in: scope)
        return rows.map { row in EventRow(row, source: row.6.flatMap { sources[$0] }) }
    }
}

extension EventRow {
    init(
        _ row: (
            JourneyEvent.ID, Instant, Instant, EventKind, Stage, Bool, UInt16?, Amount?, Currency?,
            Connection.ID, String, Delivery.ID, Customer.ID, String, String?, String?, String?
        ),
        source: String?
    ) {
        id = row.0
        occurredAt = row.1
        receivedAt = row.2
        kind = row.3
        stage = row.4
        isClamped = row.5
        self.source = source
        paid = row.7.flatMap { amount in row.8.map { Money(amount, $0) } }
        connection = row.9
        connectionName = row.10
        delivery = row.11
        customer = row.12
        customerName = row.13
        name = row.14
        email = row.15
        metadata = row.16
    }
}
