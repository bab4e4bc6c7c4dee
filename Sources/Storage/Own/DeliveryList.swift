package import Domain
internal import MariaDB

/// Lists of deliveries: the newest first, page by page.
package struct DeliveryList {
    package struct Filter: Hashable, Sendable {
        package var connection: Connection.ID?
        package var state: DeliveryState?
        /// When they came.
        package var span = CustomerFilter.Span()

        package init() {}
    }

    /// Rows looked through for a count: a million that wait are told as so many and more.
    private static let mostCounted = 10_000

    private let scope: OwnScope
    private let limits: ListLimits

    package init(_ scope: OwnScope, limits: ListLimits = .usual) {
        self.scope = scope
        self.limits = limits
    }

    package func page(
        _ filter: Filter,
        _ request: PageRequest
    ) throws(StorageError) -> ListPage<DeliverySummary> {
        let ids = try ListReader(
            database: scope.database,
            stretches: [try stretch(filter)],
            isDescending: true
        ).page(request)
        let rows = try DeliveryReport(scope).list(ids.items.map(Delivery.ID.init))
        let byID = Dictionary(rows.map { ($0.id.number, $0) }) { first, _ in first }
        return ids.map(ids.items.compactMap { byID[$0] })
    }

    /// How many rows the list has in each state that wants attention or waits, whatever state the
    /// filter names.
    package func counts(
        _ filter: Filter
    ) throws(StorageError) -> [(state: DeliveryState, count: ListCount)] {
        let states: [DeliveryState] = [.pending, .retrying, .dead, .quarantined]
        return try states.map { state throws(StorageError) in
            var filter = filter
            filter.state = state
            return (state, try count(try stretch(filter)))
        }
    }

    private func count(_ stretch: Stretch) throws(StorageError) -> ListCount {
        let query: SQL = """
            (SELECT COUNT(*), SUM(holds) FROM (
                SELECT \(fragment: .all(stretch.filters)) AS holds
                FROM \(fragment: stretch.rows) WHERE \(fragment: .all(stretch.ranges))
                ORDER BY \(fragment: stretch.key) LIMIT \(DeliveryList.mostCounted + 1)) looked)
            """
        let row: (Int, Int?)? = try scope.database.row(query.plannedAnew)
        guard let (looked, found) = row else { return ListCount(0, .exact) }
        return looked > DeliveryList.mostCounted
            ? ListCount(min(found ?? 0, DeliveryList.mostCounted), .atLeast)
            : ListCount(found ?? 0, .exact)
    }

    private func stretch(_ filter: Filter) throws(StorageError) -> Stretch {
        let isOf: [SQL] = filter.connection.map { [.unindexed("d.connection_id = \($0)")] } ?? []
        switch filter.state {
        case nil: return all(filter, [])
        case .processed: return all(filter, DeliveryList.isDone)
        case .pending: return waiting(filter, ["j.attempts = 0"] + isOf)
        case .retrying: return waiting(filter, ["j.attempts > 0"] + isOf)
        case .dead: return try failed(filter, .dead)
        case .quarantined: return try failed(filter, .quarantined)
        }
    }

    private static let isDone: [SQL] = [
        .none("own_jobs j WHERE j.id = d.id"), .none("own_failures f WHERE f.delivery_id = d.id"),
    ]

    private func all(_ filter: Filter, _ filters: [SQL]) -> Stretch {
        let isOf: [SQL] = filter.connection.map { ["d.connection_id = \($0)"] } ?? []
        return Stretch(
            rows: "own_deliveries d",
            key: "d.id",
            id: "d.id",
            ranges: [.all(isOf + filter.span.ofArrival("d", "d.id"))],
            filters: filters,
            budget: limits.fetched
        )
    }

    private func waiting(_ filter: Filter, _ filters: [SQL]) -> Stretch {
        Stretch(
            rows: "own_jobs j STRAIGHT_JOIN own_deliveries d ON d.id = j.id",
            key: "j.id",
            id: "j.id",
            ranges: [.all(filter.span.ofArrival("d", "j.id"))],
            filters: filters,
            budget: limits.fetched
        )
    }

    /// Failures that want attention: neither handled nor on their way once more.
    private func failed(_ filter: Filter, _ fate: Fate) throws(StorageError) -> Stretch {
        let failures = FailureConditions(
            fate: fate,
            connection: filter.connection,
            span: filter.span
        )
        let replays = try ReplaysUnderWay(in: scope.database)
        return Stretch(
            rows: "own_failures f",
            key: "f.delivery_id",
            id: "f.delivery_id",
            ranges: [.all(failures.range + replays.none)],
            filters: [],
            budget: limits.fetched
        )
    }
}

extension CustomerFilter.Span {
    /// Conditions that a delivery came in this time. Ids rise with the time of arrival, and there is
    /// no index of arrivals: the id brings the scan near, the time itself decides.
    ///
    /// - Parameters:
    ///   - row: the row that knows when it came.
    ///   - id: the delivery's id.
    func ofArrival(_ row: SQL, _ id: SQL) -> [SQL] {
        var conditions = CustomerConditions.range(self, "\(fragment: row).received_at")
        if let from { conditions.append("\(fragment: id) > \(IdentifierSource.floor(from))") }
        if let to { conditions.append("\(fragment: id) < \(IdentifierSource.bound(to))") }
        return conditions
    }
}
