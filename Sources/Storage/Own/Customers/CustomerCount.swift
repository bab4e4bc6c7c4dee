internal import MariaDB

/// How many customers a filter lets through, where that is cheap to know.
struct CustomerCount {
    /// So many entries of an index are counted one by one.
    private static let most = 20_000

    let scope: OwnScope
    let conditions: CustomerConditions
    let few: FewCustomers?

    private var filter: CustomerFilter { conditions.filter }

    /// - Parameter page: the list's first page.
    func count(_ page: ListPage<Int64>) throws(StorageError) -> ListCount {
        if page.next == nil { return ListCount(page.items.count, .exact) }
        if asksForPlaceOnly { return try standing() }
        if let few { return try all(few) }
        guard let range = onlyRange else { return ListCount(page.items.count, .atLeast) }
        let count = try range.count(upTo: CustomerCount.most, in: scope.database)
        return count > CustomerCount.most
            ? ListCount(CustomerCount.most, .atLeast)
            // The order of first sight has those who were merged away as well.
            : ListCount(count, range.condition == .firstSeen ? .about : .exact)
    }

    private var asksForPlaceOnly: Bool {
        var rest = filter
        rest.stage = nil
        rest.source = nil
        return rest == CustomerFilter(currency: filter.currency)
    }

    /// The journey's own counts know where everybody stands.
    private func standing() throws(StorageError) -> ListCount {
        let stage: [SQL] = filter.stage.map { ["stage = \($0)"] } ?? []
        let source: [SQL] = filter.source == nil ? [] : ["source_id = \(conditions.source)"]
        let row: (Int?)? = try scope.database.row(
            """
            SELECT SUM(customers) FROM own_journey_places
            WHERE currency = '' AND \(fragment: .all(stage + source))
            """
        )
        return ListCount((row ?? nil) ?? 0, .exact)
    }

    private func all(_ few: FewCustomers) throws(StorageError) -> ListCount {
        let filters = conditions.all(but: Set([few.condition].compactMap(\.self)))
        let row: (Int)? = try scope.database.row(
            """
            (SELECT COUNT(*) FROM (\(fragment: few.ids)) few
            STRAIGHT_JOIN own_customers c ON c.id = few.id
            WHERE c.stage IS NOT NULL AND \(fragment: .all(filters)))
            """
        )
        return ListCount(row ?? 0, .exact)
    }

    /// The range of an index that is the whole list, where one is.
    private var onlyRange: Candidates? {
        let ranges = conditions.candidates
        guard ranges.count == 1, let condition = ranges[0].condition,
            conditions.asks(only: [condition])
        else { return nil }
        return ranges[0]
    }
}
