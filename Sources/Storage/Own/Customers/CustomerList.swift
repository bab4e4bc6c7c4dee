package import Domain
internal import MariaDB

/// How many rows a list has, as far as that is cheap to know.
package struct ListCount: Hashable, Sendable {
    package enum Certainty: String, Sendable {
        case exact
        case about
        case atLeast = "at_least"
    }

    package let value: Int
    package let certainty: Certainty

    package init(_ value: Int, _ certainty: Certainty) {
        self.value = value
        self.certainty = certainty
    }
}

/// A customer in a list, with the time that the list is about.
package struct ListedCustomer: Sendable {
    package let summary: CustomerSummary
    /// When they entered the filter's stage; nil where it names none.
    package let enteredAt: Instant?

    init(summary: CustomerSummary, enteredAt: Instant?) {
        self.summary = summary
        self.enteredAt = enteredAt
    }

    /// In a list that is about no stage.
    package init(_ summary: CustomerSummary) {
        self.init(summary: summary, enteredAt: nil)
    }
}

/// Lists of customers: filtered, sorted, page by page, as quick over a million as over a thousand.
package struct CustomerList {
    private let scope: OwnScope
    private let limits: ListLimits

    package init(_ scope: OwnScope, limits: ListLimits = .usual) {
        self.scope = scope
        self.limits = limits
    }

    /// What a page answers.
    package struct Answer: Sendable {
        package let page: ListPage<ListedCustomer>
        /// With the first page only.
        package let count: ListCount?
    }

    package func page(
        _ filter: CustomerFilter,
        by sort: CustomerSort,
        isDescending: Bool,
        _ request: PageRequest
    ) throws(StorageError) -> Answer {
        guard let conditions = try conditions(of: filter) else { return .nothing }
        let isFirst = request.cursor == nil && request.offset == 0
        let limits = isFirst ? limits.ofFirstPage : limits
        let order = try order(sort, conditions, besides: sort.served, limits)
        let reader = reader(order, isDescending: isDescending)
        guard isFirst else { return try answer(reader.page(request), nil, filter) }
        if order.few != nil {
            let (page, count) = try reader.countedPage(request)
            return try answer(page, ListCount(count, .exact), filter)
        }
        let page = try reader.page(request)
        let count = CustomerCount(
            scope: scope,
            conditions: conditions,
            served: sort.served,
            limits: limits
        )
        return try answer(page, count.count(page), filter)
    }

    private func answer(
        _ ids: ListPage<Int64>,
        _ count: ListCount?,
        _ filter: CustomerFilter
    ) throws(StorageError) -> Answer {
        let customers = try customers(ids.items.map(Customer.ID.init), filter.entrance)
        return Answer(page: ids.map(customers), count: count)
    }

    /// Reads the ids of a list's rows; nil where it names a source that nobody came by.
    func reader(
        _ filter: CustomerFilter,
        by sort: CustomerSort,
        isDescending: Bool
    ) throws(StorageError) -> ListReader? {
        guard let conditions = try conditions(of: filter) else { return nil }
        let order = try order(sort, conditions, besides: sort.served, limits)
        return reader(order, isDescending: isDescending)
    }

    private func reader(_ order: CustomerOrder, isDescending: Bool) -> ListReader {
        ListReader(
            database: scope.database,
            stretches: order.stretches,
            whole: order.whole,
            isDescending: isDescending
        )
    }

    /// - Parameter served: the condition that the order's own index serves.
    private func order(
        _ sort: CustomerSort,
        _ conditions: CustomerConditions,
        besides served: CustomerConditions.Condition?,
        _ limits: ListLimits
    ) throws(StorageError) -> CustomerOrder {
        let database = scope.database
        var conditions = conditions
        let few = try FewCustomers(conditions, besides: served, upTo: limits.few, in: database)
        if few == nil, let search = conditions.search {
            conditions.search = try search.read(upTo: limits.searched, in: database)
        }
        return CustomerOrder(sort: sort, conditions: conditions, few: few, limits: limits)
    }

    /// Everybody in the order of their ids; nil where it names a source that nobody came by.
    func walker(_ filter: CustomerFilter) throws(StorageError) -> ListReader? {
        guard let conditions = try conditions(of: filter) else { return nil }
        let order = try order(.firstSeen, conditions, besides: nil, limits)
        return ListReader(
            database: scope.database,
            stretches: [order.byID],
            isDescending: false
        )
    }

    /// Nil where the filter names a source that nobody came by.
    private func conditions(
        of filter: CustomerFilter
    ) throws(StorageError) -> CustomerConditions? {
        var source: UInt16 = 0
        if case .named(let name) = filter.source {
            guard let number = try SourceFilter.number(of: name, in: scope) else { return nil }
            source = number
        }
        var search: CustomerSearch?
        if let text = filter.text {
            let connections: [Connection.ID] = try scope.database.rows(
                "SELECT id FROM own_connections"
            )
            search = CustomerSearch(text, connections: connections)
        }
        return CustomerConditions(filter: filter, source: source, search: search)
    }

    /// The rows of these ids.
    func customers(
        _ ids: [Customer.ID],
        _ entrance: CustomerFilter.Entrance?
    ) throws(StorageError) -> [ListedCustomer] {
        let entrances = try entrance.map { entrance throws(StorageError) in
            try self.entrances(of: ids, into: entrance.stage)
        }
        return try CustomerReport(scope).list(ids).map {
            ListedCustomer(summary: $0, enteredAt: entrances?[$0.id])
        }
    }

    private func entrances(
        of ids: [Customer.ID],
        into stage: Stage
    ) throws(StorageError) -> [Customer.ID: Instant] {
        guard !ids.isEmpty else { return [:] }
        let rows: [(Customer.ID, Instant)] = try scope.database.rows(
            """
            SELECT customer_id, entered_at FROM own_customer_stages
            WHERE customer_id IN \(anyOf: ids) AND stage = \(stage)
            """
        )
        return Dictionary(rows) { first, _ in first }
    }
}

extension CustomerList.Answer {
    fileprivate static let nothing = Self(
        page: .none,
        count: ListCount(0, .exact)
    )
}
