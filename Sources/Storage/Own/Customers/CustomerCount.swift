internal import MariaDB

/// How many customers a filter lets through, where that is cheap to know.
struct CustomerCount {
    /// So many entries of an index are counted one by one.
    private static let most = 20_000

    let scope: OwnScope
    let conditions: CustomerConditions
    let few: SQL?

    private var filter: CustomerFilter { conditions.filter }

    /// - Parameter page: the list's first page.
    func count(_ page: ListPage<Int64>) throws(StorageError) -> ListCount {
        if page.next == nil { return ListCount(page.items.count, .exact) }
        if asksForPlaceOnly { return try standing() }
        if let few { return try all(few) }
        guard let range = onlyRange else { return ListCount(page.items.count, .atLeast) }
        let count = try range.count(upTo: CustomerCount.most, in: scope.database)
        return count > CustomerCount.most
            ? ListCount(CustomerCount.most, .atLeast) : ListCount(count, .exact)
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

    private func all(_ few: SQL) throws(StorageError) -> ListCount {
        let filters = ["c.stage IS NOT NULL"] + conditions.all(but: nil)
        let row: (Int)? = try scope.database.row(
            """
            (SELECT COUNT(*) FROM (\(fragment: few)) few
            STRAIGHT_JOIN own_customers c ON c.id = few.id WHERE \(fragment: .all(filters)))
            """
        )
        return ListCount(row ?? 0, .exact)
    }

    /// The range of an index that is the whole list, where one is.
    private var onlyRange: Candidates? {
        var rest = filter
        var ranges: [Candidates] = []
        if let entrance = filter.entrance, entrance.isWhole {
            ranges.append(.entered(entrance))
            rest.entrance = nil
        }
        if !filter.seen.isOpen {
            ranges.append(.seen(filter.seen, in: filter.stage))
            rest.seen = CustomerFilter.Span()
            rest.stage = nil
        }
        if !filter.paid.isOpen {
            ranges.append(.paid(filter.paid, in: filter.currency))
            rest.paid = CustomerFilter.PaidRange()
        }
        return rest == CustomerFilter(currency: filter.currency) && ranges.count == 1
            ? ranges.first : nil
    }
}

extension CustomerFilter.Entrance {
    /// Whether nothing is asked of what became of them.
    fileprivate var isWhole: Bool {
        outcome == nil && next == nil && converted == nil && !isBeginning
    }
}
