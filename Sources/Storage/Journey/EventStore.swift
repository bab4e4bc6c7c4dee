package import Domain
internal import MariaDB

/// What customers did: append only, each event once.
package struct EventStore {
    /// An event about to be stored.
    package struct Record: Sendable {
        package let id: JourneyEvent.ID
        package let customer: Customer.ID
        package let identity: Identity.ID
        package let connection: Connection.ID
        package let delivery: Delivery.ID
        package let receivedAt: Instant
        package let dedupKey: [UInt8]
        package let event: JourneyEvent
        package let metadata: String?

        package init(
            id: JourneyEvent.ID,
            customer: Customer.ID,
            identity: Identity.ID,
            connection: Connection.ID,
            delivery: Delivery.ID,
            receivedAt: Instant,
            dedupKey: [UInt8],
            event: JourneyEvent,
            metadata: String?
        ) {
            self.id = id
            self.customer = customer
            self.identity = identity
            self.connection = connection
            self.delivery = delivery
            self.receivedAt = receivedAt
            self.dedupKey = dedupKey
            self.event = event
            self.metadata = metadata
        }
    }

    /// Names an event within an organisation, for finding repetitions.
    package struct Key: Hashable, Sendable {
        package let connection: Connection.ID
        /// The first sixteen bytes of the fact's key: enough that no two facts share them.
        package let dedupKey: [UInt8]

        package init(connection: Connection.ID, dedupKey: [UInt8]) {
            self.connection = connection
            self.dedupKey = Array(dedupKey.prefix(16))
        }
    }

    private let database: Database
    private let organisation: Organisation.ID

    package init(database: Database, organisation: Organisation.ID) {
        self.database = database
        self.organisation = organisation
    }

    /// Those of the keys under which an event is stored already.
    package func known(_ keys: Set<Key>) throws(StorageError) -> Set<Key> {
        var known: Set<Key> = []
        for (connection, keys) in Dictionary(grouping: keys, by: \.connection) {
            let found: [[UInt8]] = try keys.map(\.dedupKey).inParts { some throws(StorageError) in
                try database.rows(
                    """
                    SELECT dedup_key FROM events FORCE INDEX (dedup)
                    WHERE organisation_id = \(organisation) AND connection_id = \(connection)
                        AND dedup_key IN \(anyOf: some)
                    """
                )
            }
            known.formUnion(found.map { Key(connection: connection, dedupKey: $0) })
        }
        return known
    }

    package func add(_ records: [Record], sources: [String: UInt16]) throws(StorageError) {
        try database.executeMany(
            """
            INSERT INTO events (organisation_id, id, customer_id, identity_id, connection_id,
                delivery_id, dedup_key, kind, stage, occurred_at, received_at, is_clamped,
                source_id, name, email, amount, currency, metadata)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            records.lazy.map { record in
                let event = record.event
                return [
                    organisation, record.id, record.customer, record.identity, record.connection,
                    record.delivery, Array(record.dedupKey.prefix(16)), event.kind, event.stage,
                    event.occurredAt, record.receivedAt, event.isClamped,
                    event.source.flatMap { sources[$0] }, event.name, event.email?.text,
                    event.paid?.amount, event.paid?.currency, record.metadata,
                ]
            }
        )
    }

    /// Customers folded anew from all their stored events; who has none is missing.
    package func fold(_ ids: Set<Customer.ID>) throws(StorageError) -> [Customer.ID: Customer] {
        let rows:
            [(
                Customer.ID, EventKind, Stage, Instant, Bool, String?, String?, UInt16?, Amount?,
                Currency?
            )] = try database.rows(
                """
                SELECT customer_id, kind, stage, occurred_at, is_clamped, name, email, source_id,
                    amount, currency
                FROM events FORCE INDEX (customer)
                WHERE organisation_id = \(organisation) AND customer_id IN \(anyOf: ids.sorted())
                """
            )
        let sources = try SourceStore(database: database)
            .names(of: Set(rows.compactMap(\.7)), in: organisation)
        var customers: [Customer.ID: Customer] = [:]
        for row in rows {
            let event = JourneyEvent(
                kind: row.1,
                stage: row.2,
                occurredAt: row.3,
                isClamped: row.4,
                name: row.5,
                email: row.6.flatMap { EmailAddress($0) },
                source: row.7.flatMap { number in sources[number] },
                paid: paid(row.8, row.9)
            )
            customers[row.0, default: Customer(firstEvent: event)].absorb(event)
            customers[row.0]?.pay(event.paid)
        }
        return customers
    }
}

private func paid(_ amount: Amount?, _ currency: Currency?) -> Money? {
    guard let amount, let currency else { return nil }
    return Money(amount, currency)
}

extension Customer {
    fileprivate mutating func pay(_ money: Money?) {
        guard let money else { return }
        var sum = paid[money.currency] ?? Paid(amount: .zero, purchases: 0)
        sum.amount = sum.amount + money.amount
        sum.purchases += 1
        paid[money.currency] = sum
    }
}
