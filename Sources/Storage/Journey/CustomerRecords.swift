package import Domain
internal import MariaDB

/// Reads and writes customers as the domain folds them, many at a time.
package struct CustomerRecords {
    private let database: Database
    private let organisation: Organisation.ID

    package init(database: Database, organisation: Organisation.ID) {
        self.database = database
        self.organisation = organisation
    }

    /// These customers as they are stored, locked in the order of their ids until the transaction ends.
    package func load(_ ids: Set<Customer.ID>) throws(StorageError) -> [Customer.ID: Customer] {
        guard !ids.isEmpty else { return [:] }
        // The lock first: what is read before it may be stale when it is granted.
        let rows = try rows(of: ids)
        let sources = try SourceStore(database: database)
            .names(of: Set(rows.compactMap(\.source)), in: organisation)
        let entries = try stages(of: ids)
        let paid = try values(of: ids)
        var customers: [Customer.ID: Customer] = [:]
        for row in rows {
            customers[row.id] = row.customer(
                source: row.source.flatMap { number in sources[number] },
                entries: entries[row.id] ?? [:],
                paid: paid[row.id] ?? [:]
            )
        }
        return customers
    }

    private func rows(of ids: Set<Customer.ID>) throws(StorageError) -> [CustomerRow] {
        let rows: [CustomerRow.Columns] = try ids.sorted()
            .inParts { some throws(StorageError) in
                try database.rows(
                    """
                    SELECT id, name, name_at, is_name_typed, email, email_at, is_email_typed,
                        source_id, source_at, first_seen_at, last_seen_at, stage, stage_at
                    FROM customers
                    WHERE organisation_id = \(organisation) AND id IN \(anyOf: some)
                        AND stage IS NOT NULL
                    ORDER BY id
                    FOR UPDATE
                    """
                )
            }
        return rows.map(CustomerRow.init)
    }

    private func stages(
        of ids: Set<Customer.ID>
    ) throws(StorageError) -> [Customer.ID: [Stage: Journey.Entry]] {
        let rows: [(Customer.ID, Stage, Instant, Instant?)] = try ids.sorted()
            .inParts { some throws(StorageError) in
                try database.rows(
                    """
                    SELECT customer_id, stage, entered_at, completed_at FROM customer_stages
                    WHERE organisation_id = \(organisation) AND customer_id IN \(anyOf: some)
                    """
                )
            }
        var entries: [Customer.ID: [Stage: Journey.Entry]] = [:]
        for (customer, stage, entered, completed) in rows {
            entries[customer, default: [:]][stage] = Journey.Entry(
                enteredAt: entered,
                completedAt: completed
            )
        }
        return entries
    }

    private func values(
        of ids: Set<Customer.ID>
    ) throws(StorageError) -> [Customer.ID: [Currency: Paid]] {
        let rows: [(Customer.ID, Currency, Amount, Int)] = try ids.sorted()
            .inParts { some throws(StorageError) in
                try database.rows(
                    """
                    SELECT customer_id, currency, paid, purchases FROM customer_values
                    WHERE organisation_id = \(organisation) AND customer_id IN \(anyOf: some)
                    """
                )
            }
        return paidByCustomer(rows)
    }

    /// Paid revenue counted from the stored purchases, never from what was counted before.
    package func paidFromEvents(
        _ ids: Set<Customer.ID>
    ) throws(StorageError) -> [Customer.ID: [Currency: Paid]] {
        let rows: [(Customer.ID, Currency, Amount, Int)] = try ids.sorted()
            .inParts { some throws(StorageError) in
                try database.rows(
                    """
                    SELECT customer_id, currency, SUM(amount), COUNT(*)
                    FROM events FORCE INDEX (customer)
                    WHERE organisation_id = \(organisation) AND customer_id IN \(anyOf: some)
                        AND amount IS NOT NULL
                    GROUP BY customer_id, currency
                    """
                )
            }
        return paidByCustomer(rows)
    }

    private func paidByCustomer(
        _ rows: [(Customer.ID, Currency, Amount, Int)]
    ) -> [Customer.ID: [Currency: Paid]] {
        var paid: [Customer.ID: [Currency: Paid]] = [:]
        for (customer, currency, amount, purchases) in rows {
            paid[customer, default: [:]][currency] = Paid(amount: amount, purchases: purchases)
        }
        return paid
    }

    /// Writes customers, new or known, with their stages.
    ///
    /// - Parameter before: those of them that are stored, as they are: what stayed is not written.
    package func save(
        _ customers: [Customer.ID: Customer],
        over before: [Customer.ID: Customer],
        sources: [String: UInt16]
    ) throws(StorageError) {
        let ordered = customers.filter { $0.value != before[$0.key] }.sorted { $0.key < $1.key }
        try database.executeMany(
            """
            INSERT INTO customers (organisation_id, id, name, name_at, is_name_typed, email,
                email_at, is_email_typed, source_id, source_at, first_seen_at, last_seen_at,
                stage, stage_at, furthest_stage)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON DUPLICATE KEY UPDATE name = VALUES(name), name_at = VALUES(name_at),
                is_name_typed = VALUES(is_name_typed),
                email = VALUES(email), email_at = VALUES(email_at),
                is_email_typed = VALUES(is_email_typed),
                source_id = VALUES(source_id), source_at = VALUES(source_at),
                first_seen_at = VALUES(first_seen_at), last_seen_at = VALUES(last_seen_at),
                stage = VALUES(stage), stage_at = VALUES(stage_at),
                furthest_stage = VALUES(furthest_stage), merged_into = NULL
            """,
            ordered.lazy.map { id, customer in
                [
                    organisation, id, customer.name?.value, customer.name?.at,
                    customer.name?.isTyped ?? false, customer.email?.value, customer.email?.at,
                    customer.email?.isTyped ?? false,
                    customer.source.flatMap { sources[$0.value] }, customer.source?.at,
                    customer.firstSeen, customer.lastSeen, customer.journey.stage,
                    customer.journey.stageAt, customer.journey.furthest,
                ]
            }
        )
        try saveStages(ordered, over: before)
    }

    private func saveStages(
        _ customers: [(key: Customer.ID, value: Customer)],
        over before: [Customer.ID: Customer]
    ) throws(StorageError) {
        let rows = customers.lazy.flatMap { id, customer in
            let stored = before[id]?.journey.entries ?? [:]
            return customer.journey.entries.filter { $0.value != stored[$0.key] }
                .sorted { $0.key < $1.key }
                .map { stage, entry in
                    [organisation, id, stage, entry.enteredAt, entry.completedAt] as [any SQLValue]
                }
        }
        try database.executeMany(
            """
            INSERT INTO customer_stages
                (organisation_id, customer_id, stage, entered_at, completed_at)
            VALUES (?, ?, ?, ?, ?)
            ON DUPLICATE KEY UPDATE entered_at = VALUES(entered_at),
                completed_at = VALUES(completed_at)
            """,
            rows
        )
    }

    /// Writes what these customers have paid.
    package func savePaid(
        _ paid: [Customer.ID: [Currency: Paid]]
    ) throws(StorageError) {
        let rows: [[any SQLValue]] = paid.sorted { $0.key < $1.key }.flatMap { id, currencies in
            currencies.sorted { $0.key < $1.key }.map { currency, paid in
                [organisation, id, currency, paid.amount, paid.purchases] as [any SQLValue]
            }
        }
        try database.executeMany(
            """
            INSERT INTO customer_values (organisation_id, customer_id, currency, paid, purchases)
            VALUES (?, ?, ?, ?, ?)
            ON DUPLICATE KEY UPDATE paid = VALUES(paid), purchases = VALUES(purchases)
            """,
            rows
        )
    }

    /// Removes what is counted per stage and currency, before it is written anew.
    package func clearCounts(of ids: Set<Customer.ID>) throws(StorageError) {
        for statement in [
            "DELETE FROM customer_stages WHERE organisation_id = ? AND customer_id = ?",
            "DELETE FROM customer_values WHERE organisation_id = ? AND customer_id = ?",
        ] {
            try database.executeMany(statement, ids.sorted().map { [organisation, $0] })
        }
    }
}

/// A row of `customers` on its way to the domain's value.
private struct CustomerRow {
    let id: Customer.ID
    let name: Customer.Dated<String>?
    let email: Customer.Dated<String>?
    let source: UInt16?
    private let sourceAt: Instant?
    let firstSeen: Instant
    let lastSeen: Instant
    let stage: Stage
    let stageAt: Instant

    typealias Columns = (
        Customer.ID, String?, Instant?, Bool, String?, Instant?, Bool, UInt16?, Instant?, Instant,
        Instant, Stage, Instant
    )

    init(_ row: Columns) {
        id = row.0
        name = dated(row.1, row.2, isTyped: row.3)
        email = dated(row.4, row.5, isTyped: row.6)
        source = row.7
        sourceAt = row.8
        firstSeen = row.9
        lastSeen = row.10
        stage = row.11
        stageAt = row.12
    }

    func customer(
        source: String?,
        entries: [Stage: Journey.Entry],
        paid: [Currency: Paid]
    ) -> Customer {
        Customer(
            name: name,
            email: email,
            source: dated(source, sourceAt),
            firstSeen: firstSeen,
            lastSeen: lastSeen,
            journey: Journey(stage: stage, stageAt: stageAt, entries: entries),
            paid: paid
        )
    }
}

private func dated(
    _ value: String?,
    _ at: Instant?,
    isTyped: Bool = false
) -> Customer.Dated<String>? {
    guard let value, let at else { return nil }
    return Customer.Dated(value, at: at, isTyped: isTyped)
}
