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

    /// Rows looked through for a page where the index has what is asked, and where every row has
    /// to be fetched; as many are few.
    private static let (wide, fetched) = (20_000, 4_000)

    private let scope: OwnScope

    package init(_ scope: OwnScope) {
        self.scope = scope
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
        let stored: UInt16? = source == 0 ? nil : source
        if filter.source != nil, try isFew("source_id <=> \(stored)") {
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
            budget: EventList.wide
        )
    }

    private func along(_ range: [SQL], _ filters: [SQL]) -> Stretch {
        Stretch(
            rows: "own_events e",
            key: "e.occurred_at",
            id: "e.id",
            ranges: [.all(range)],
            filters: filters,
            budget: EventList.fetched
        )
    }

    private func isFew(_ condition: SQL) throws(StorageError) -> Bool {
        let rows: SQL = "own_events WHERE \(fragment: condition)"
        let count = try Candidates(parts: [Candidates.Part(rows: rows)])
            .count(upTo: EventList.fetched, in: scope.database)
        return count <= EventList.fetched
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
