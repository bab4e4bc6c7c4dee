package import Domain
internal import MariaDB

/// Lists of events: the newest by their own time first, page by page.
package struct EventList {
    package struct Filter: Hashable, Sendable {
        package var stage: Stage?
        package var kind: EventKind?
        package var source: SourceFilter?
        package var connection: Connection.ID?
        package var customer: Customer.ID?
        /// When they happened.
        package var span = CustomerFilter.Span()

        package init() {}
    }

    private let scope: OwnScope
    private let limits: ListLimits

    package init(_ scope: OwnScope, limits: ListLimits = .usual) {
        self.scope = scope
        self.limits = limits
    }

    package func page(
        _ filter: Filter,
        _ request: PageRequest
    ) throws(StorageError) -> ListPage<EventRow> {
        var source: UInt16 = 0
        if case .named(let name) = filter.source {
            guard let number = try SourceFilter.number(of: name, in: scope) else { return .none }
            source = number
        }
        let ids = try ListReader(
            database: scope.database,
            stretches: [try stretch(filter, source: source)],
            isDescending: true
        ).page(request)
        let rows = try EventReport(scope).list(ids.items.map(JourneyEvent.ID.init))
        let byID = Dictionary(rows.map { ($0.id.number, $0) }) { first, _ in first }
        return ids.map(ids.items.compactMap { byID[$0] })
    }

    /// The latest events of each of these customers, the newest first, with a statement for many:
    /// a short walk along each one's own events.
    package func latest(
        of customers: [Customer.ID],
        limit: Int
    ) throws(StorageError) -> [Customer.ID: [EventRow]] {
        var ids: [JourneyEvent.ID] = []
        for start in stride(from: 0, to: customers.count, by: EventList.walks) {
            let chunk = customers[start..<min(start + EventList.walks, customers.count)]
            let walks = chunk.map { customer -> SQL in
                """
                (SELECT id FROM own_events WHERE customer_id = \(customer)
                ORDER BY occurred_at DESC, id DESC LIMIT \(limit))
                """
            }
            let found: [JourneyEvent.ID] = try scope.database.rows(
                "\(fragments: walks, separator: " UNION ALL ")"
            )
            ids += found
        }
        let rows = try EventReport(scope).list(ids)
        return Dictionary(grouping: rows, by: \.customer).mapValues { rows in
            rows.sorted { ($1.occurredAt, $1.id) < ($0.occurredAt, $0.id) }
        }
    }

    private static let walks = 50

    /// Along the customer's own events, or the source's, or a few of one connection, or else along
    /// all events, stage by stage.
    private func stretch(_ filter: Filter, source: UInt16) throws(StorageError) -> Stretch {
        let span = CustomerConditions.range(filter.span, "e.occurred_at")
        if let customer = filter.customer {
            return along(
                ["e.customer_id = \(customer)"] + span,
                stage(filter) + kind(filter) + self.source(filter, source) + connection(filter)
            )
        }
        if filter.source != nil, try isFewer(source, filter, span) {
            let stored: UInt16? = source == 0 ? nil : source
            return along(
                ["e.source_id <=> \(stored)"] + span,
                stage(filter) + kind(filter) + connection(filter)
            )
        }
        if let connection = filter.connection, try isFew("connection_id = \(connection)") {
            return Stretch(
                rows: """
                    (SELECT id FROM own_events WHERE connection_id = \(connection)) few
                    STRAIGHT_JOIN own_events e ON e.id = few.id
                    """,
                key: "e.occurred_at",
                id: "e.id",
                ranges: [.all(span)],
                filters: stage(filter) + kind(filter) + self.source(filter, source)
            )
        }
        let stages = filter.stage.map { [$0] } ?? Stage.allCases
        return Stretch(
            rows: "own_events e",
            key: "e.occurred_at",
            id: "e.id",
            ranges: stages.map { .all(["e.stage = \($0)"] + span) },
            filters: kind(filter) + self.source(filter, source) + connection(filter),
            budget: limits.wide
        )
    }

    private func along(_ range: [SQL], _ filters: [SQL]) -> Stretch {
        Stretch(
            rows: "own_events e",
            key: "e.occurred_at",
            id: "e.id",
            ranges: [.all(range)],
            filters: filters,
            budget: limits.fetched
        )
    }

    /// Whether a source has fewer events than the stage has, or all stages have.
    private func isFewer(
        _ source: UInt16,
        _ filter: Filter,
        _ span: [SQL]
    ) throws(StorageError) -> Bool {
        // Behind NULL the server takes no range of times.
        guard source != 0 else { return try isFew("source_id IS NULL") }
        guard let stage = filter.stage else { return true }
        guard let bySource = try sample(["e.source_id = \(source)"] + span) else { return true }
        guard let byStage = try sample(["e.stage = \(stage)"] + span) else { return false }
        return bySource < byStage
    }

    /// How far back some hundred events reach; nil where there are not so many.
    private func sample(_ range: [SQL]) throws(StorageError) -> Instant? {
        let query: SQL = """
            (SELECT e.occurred_at FROM own_events e WHERE \(fragment: .all(range))
            ORDER BY e.occurred_at DESC LIMIT 1 OFFSET \(EventList.sampled))
            """
        return try scope.database.row(query.plannedAnew)
    }

    private static let sampled = 200

    private func isFew(_ condition: SQL) throws(StorageError) -> Bool {
        let rows: SQL = "own_events WHERE \(fragment: condition)"
        return try Candidates(parts: [Candidates.Part(rows: rows)])
            .areFew(limits.few, in: scope.database)
    }

    private func stage(_ filter: Filter) -> [SQL] {
        filter.stage.map { [.unindexed("e.stage = \($0)")] } ?? []
    }

    private func kind(_ filter: Filter) -> [SQL] {
        filter.kind.map { ["e.kind = \($0)"] } ?? []
    }

    private func source(_ filter: Filter, _ number: UInt16) -> [SQL] {
        filter.source == nil ? [] : ["COALESCE(e.source_id, 0) = \(number)"]
    }

    private func connection(_ filter: Filter) -> [SQL] {
        filter.connection.map { [.unindexed("e.connection_id = \($0)")] } ?? []
    }
}
