internal import MariaDB

/// How many customers a filter lets through, where that is cheap to know.
struct CustomerCount {
    let scope: OwnScope
    let conditions: CustomerConditions
    /// The condition that the order's own index serves: the others were found to let many through.
    let served: CustomerConditions.Condition?
    let limits: ListLimits

    private var filter: CustomerFilter { conditions.filter }

    /// - Parameter page: the list's first page.
    func count(_ page: ListPage<Int64>) throws(StorageError) -> ListCount {
        if page.next == nil { return ListCount(page.items.count, .exact) }
        if asksForPlaceOnly { return try standing() }
        guard let range = onlyRange else { return ListCount(page.items.count, .atLeast) }
        let many = ListCount(max(limits.few, page.items.count), .atLeast)
        guard range.condition == served,
            let count = try range.count(upTo: limits.few, in: scope.database)
        else { return many }
        // The order of first sight has those who were merged away as well.
        return ListCount(count, range.condition == .firstSeen ? .about : .exact)
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

    /// The range of an index that is the whole list, where one is.
    private var onlyRange: Candidates? {
        let ranges = conditions.candidates
        guard ranges.count == 1, let condition = ranges[0].condition,
            conditions.asks(only: [condition])
        else { return nil }
        return ranges[0]
    }
}
