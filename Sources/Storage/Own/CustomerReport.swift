package import Domain
internal import MariaDB

/// A customer in a list.
package struct CustomerSummary: Sendable {
    package let id: Customer.ID
    /// The sender's id where there is one, else another identity's value.
    package let externalID: String?
    package internal(set) var name: String?
    package internal(set) var email: String?
    package let stage: Stage
    package let furthest: Stage
    package let source: String?
    package let firstSeen: Instant
    package let lastSeen: Instant
    /// By currencies' codes.
    package fileprivate(set) var paid: [Money] = []
}

/// A customer with what is known around them.
package struct CustomerDetail: Sendable {
    package struct StageEntry: Sendable {
        package let stage: Stage
        package let enteredAt: Instant
        package let completedAt: Instant?
    }

    package struct Name: Sendable {
        package let kind: Identity.Kind
        package let value: String
        package let connection: Connection.ID?
    }

    package struct MergeNote: Sendable {
        package let id: Identifier<Merge>
        package let merged: Customer.ID
        package let mergedName: String?
        package let reason: String
        package let at: Instant
        package let undoneAt: Instant?
    }

    package let summary: CustomerSummary
    package let stages: [StageEntry]
    package let names: [Name]
    package let merges: [MergeNote]
    package let tags: [TagStore.Record]
    /// What people typed over what senders say.
    package let edits: [Customer.Field: CustomerEdits.Record]
    package let noteCount: Int

    /// What the customer's page shows in a field.
    package func value(of field: Customer.Field) -> String? {
        switch field {
        case .name: summary.name
        case .email: summary.email
        case .phone: edits[.phone]?.value
        }
    }
}

/// Customers one by one.
package struct CustomerReport {
    let scope: OwnScope

    package init(_ scope: OwnScope) {
        self.scope = scope
    }

    /// These customers, in this order; who is not there is left out.
    package func list(_ ids: [Customer.ID]) throws(StorageError) -> [CustomerSummary] {
        guard !ids.isEmpty else { return [] }
        let customers = try load("c.id IN \(anyOf: ids)")
        return ids.compactMap { customers[$0] }
    }

    /// Whether there is such a customer, or was before a merge.
    package func has(_ id: Customer.ID) throws(StorageError) -> Bool {
        let row: (Customer.ID)? = try scope.database.row(
            "SELECT id FROM own_customers WHERE id = \(id)"
        )
        return row != nil
    }

    /// The customer, or the one that it was merged into.
    package func find(_ id: Customer.ID) throws(StorageError) -> CustomerDetail? {
        let row: (Customer.ID)? = try scope.database.row(
            "SELECT COALESCE(merged_into, id) FROM own_customers WHERE id = \(id)"
        )
        guard let living = row, var summary = try load("c.id = \(living)")[living] else {
            return nil
        }
        // What was typed holds at once; the background has perhaps not carried it out yet.
        let edits = try CustomerEdits(scope).list(of: living)
        summary.name = edits[.name]?.value ?? summary.name
        summary.email = edits[.email]?.value ?? summary.email
        return CustomerDetail(
            summary: summary,
            stages: try stages(of: living),
            names: try names(of: living),
            merges: try merges(of: living),
            tags: try TagStore(scope).list(of: living),
            edits: edits,
            noteCount: try NoteStore(scope).count(of: living)
        )
    }

    /// The customer whom some sender knows by this id; the one seen last where several do.
    package func find(externalID: String) throws(StorageError) -> CustomerDetail? {
        let row: (Customer.ID)? = try scope.database.row(
            """
            SELECT c.id FROM own_connections n
            STRAIGHT_JOIN own_identities i ON i.connection_id = n.id
            STRAIGHT_JOIN own_customers c ON c.id = i.customer_id
            WHERE i.kind = \(Identity.Kind.external) AND i.value = \(externalID)
            ORDER BY c.last_seen_at DESC LIMIT 1
            """
        )
        guard let row else { return nil }
        return try find(row)
    }

    /// How many customers there are, as the journey's counts know it.
    package func count() throws(StorageError) -> Int {
        let row: (Int?)? = try scope.database.row(
            "SELECT SUM(customers) FROM own_journey_places WHERE currency = ''"
        )
        return (row ?? nil) ?? 0
    }

    private func load(_ rest: SQL) throws(StorageError) -> [Customer.ID: CustomerSummary] {
        let rows: [CustomerSummary.Row] = try scope.database.rows(
            """
            SELECT c.id, c.name, c.email, c.stage, c.furthest_stage, c.source_id, c.first_seen_at,
                c.last_seen_at,
                (SELECT i.value FROM own_identities_by_customer i WHERE i.customer_id = c.id
                    ORDER BY i.kind, i.id LIMIT 1),
                v.currency, v.paid
            FROM own_customers_by_id c
            LEFT JOIN own_customer_values_by_customer v ON v.customer_id = c.id
            WHERE \(fragment: rest)
            """
        )
        let sources = try SourceFilter.names(of: rows.map(\.5), in: scope)
        var customers: [Customer.ID: CustomerSummary] = [:]
        for row in rows {
            customers[row.0, default: CustomerSummary(row, sources)].addAmount(of: row)
        }
        return customers
    }

    private func stages(
        of id: Customer.ID
    ) throws(StorageError) -> [CustomerDetail.StageEntry] {
        let rows: [(Stage, Instant, Instant?)] = try scope.database.rows(
            """
            SELECT stage, entered_at, completed_at FROM own_customer_stages
            WHERE customer_id = \(id) ORDER BY stage
            """
        )
        return rows.map {
            CustomerDetail.StageEntry(stage: $0.0, enteredAt: $0.1, completedAt: $0.2)
        }
    }

    private func names(of id: Customer.ID) throws(StorageError) -> [CustomerDetail.Name] {
        let rows: [(Identity.Kind, String, Int64)] = try scope.database.rows(
            """
            SELECT kind, value, connection_id FROM own_identities
            WHERE customer_id = \(id) ORDER BY kind, id
            """
        )
        return rows.map { kind, value, connection in
            CustomerDetail.Name(
                kind: kind,
                value: value,
                connection: connection == 0 ? nil : Connection.ID(connection)
            )
        }
    }

    /// Merges of whoever lives now: those into them, also the undone, and those that hold into
    /// whom was merged into them before.
    private func merges(of id: Customer.ID) throws(StorageError) -> [CustomerDetail.MergeNote] {
        var (found, newest, known): ([CustomerDetail.MergeNote], [Customer.ID], Set) =
            ([], [id], [id])
        while !newest.isEmpty {
            let merges = try newest.inParts { some throws(StorageError) in
                try self.merges(into: some, of: id)
            }
            found += merges
            newest = merges.filter { $0.undoneAt == nil }.map(\.merged)
                .filter { known.insert($0).inserted }
        }
        return found.sorted { $0.id < $1.id }
    }

    private func merges(
        into some: ArraySlice<Customer.ID>,
        of living: Customer.ID
    ) throws(StorageError) -> [CustomerDetail.MergeNote] {
        let rows: [(Identifier<Merge>, Customer.ID, String?, String, Instant, Instant?)] =
            try scope.database.rows(
                """
                SELECT m.id, m.merged_id, c.name, m.reason, m.merged_at, m.undone_at
                FROM own_merges m STRAIGHT_JOIN own_customers c ON c.id = m.merged_id
                WHERE m.kept_id IN \(anyOf: some)
                    AND (m.undone_at IS NULL OR m.kept_id = \(living))
                """
            )
        return rows.map {
            CustomerDetail.MergeNote(
                id: $0.0,
                merged: $0.1,
                mergedName: $0.2,
                reason: $0.3,
                at: $0.4,
                undoneAt: $0.5
            )
        }
    }
}

extension CustomerSummary {
    /// A customer with one of their values.
    fileprivate typealias Row = (
        Customer.ID, String?, String?, Stage, Stage, UInt16?, Instant, Instant, String?, Currency?,
        Amount?
    )

    fileprivate init(_ row: Row, _ sources: [UInt16: String]) {
        id = row.0
        name = row.1
        email = row.2
        stage = row.3
        furthest = row.4
        source = row.5.flatMap { sources[$0] }
        firstSeen = row.6
        lastSeen = row.7
        externalID = row.8
    }

    fileprivate mutating func addAmount(of row: Row) {
        guard let currency = row.9, let amount = row.10 else { return }
        paid.append(Money(amount, currency))
        paid.sort { $0.currency.code < $1.currency.code }
    }
}
