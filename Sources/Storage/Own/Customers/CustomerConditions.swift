internal import Domain
internal import MariaDB

/// What a filter asks of a customer `c`, condition by condition.
struct CustomerConditions {
    let filter: CustomerFilter
    /// The number of the filter's source; 0 for none.
    let source: UInt16
    var search: CustomerSearch?
    /// Where the customer's id is read for what is asked of other tables: before their own row is
    /// fetched, if it is known earlier.
    var id: SQL = "c.id"
    /// The same for their name.
    var name: SQL = "c.name"

    /// What a filter may ask.
    enum Condition: CaseIterable {
        case furthest
        case source
        /// The stage where they are now, and when they were seen last.
        case place
        case firstSeen
        case connection
        case tag
        case paid
        case entrance
        case search
    }

    /// What is asked row by row.
    struct Checks {
        var conditions: [SQL] = []
        /// Joins of the rows that the conditions read next to a customer's, at most one of each.
        var lookups: [SQL] = []

        var isEmpty: Bool { conditions.isEmpty }
    }

    /// Everything that is asked row by row, apart from what an index serves.
    func all(but served: Set<Condition> = []) -> Checks {
        let asked = Condition.allCases.filter { !served.contains($0) }
        return Checks(conditions: asked.flatMap(sql), lookups: asked.compactMap(lookup))
    }

    /// Whether nothing else is asked row by row.
    func asks(only known: Set<Condition>) -> Bool { all(but: known).isEmpty }

    private func sql(_ condition: Condition) -> [SQL] {
        switch condition {
        case .furthest: filter.furthest.map { ["c.furthest_stage = \($0)"] } ?? []
        case .source: filter.source == nil ? [] : ["COALESCE(c.source_id, 0) = \(source)"]
        case .place:
            (filter.stage.map { [.unindexed("c.stage = \($0)")] } ?? [])
                + checked(filter.seen, "c.last_seen_at")
        case .firstSeen: checked(filter.firstSeen, "c.first_seen_at")
        case .connection: filter.connection.map { [known(by: $0)] } ?? []
        case .tag: filter.tag == nil ? [] : [.unindexed("g.customer_id IS NOT NULL")]
        case .paid: filter.paid.isOpen ? [] : [paid]
        case .entrance: filter.entrance.map { [entered($0)] } ?? []
        case .search: search.map { [$0.condition(id, name)] } ?? []
        }
    }

    private func known(by connection: Connection.ID) -> SQL {
        .exists(
            """
            own_identities_by_connection n
            WHERE n.customer_id = \(fragment: id) AND n.kind = \(Identity.Kind.external)
                AND n.connection_id = \(connection)
            """
        )
    }

    private var paid: SQL {
        .unindexed(.all(CustomerConditions.range(filter.paid, "p.paid")))
    }

    private func entered(_ entrance: CustomerFilter.Entrance) -> SQL {
        let conditions =
            ["e.customer_id IS NOT NULL"]
            + CustomerConditions.range(entrance.whole, "e.entered_at")
            + CustomerConditions.fate(of: entrance)
        return .unindexed(.all(conditions))
    }

    /// The one row of another table that a condition reads.
    private func lookup(_ condition: Condition) -> SQL? {
        switch condition {
        case .tag:
            filter.tag.map { tag in
                """
                LEFT JOIN own_customer_tags g
                ON g.customer_id = \(fragment: id) AND \(fragment: .isTag(tag))
                """
            }
        case .paid:
            filter.paid.isOpen
                ? nil
                : """
                LEFT JOIN own_customer_values_by_customer p
                ON p.customer_id = \(fragment: id) AND p.currency = \(filter.currency)
                """
        case .entrance:
            filter.entrance.map { entrance in
                """
                LEFT JOIN own_customer_stages e
                ON e.customer_id = \(fragment: id) AND e.stage = \(entrance.stage)
                """
            }
        case .furthest, .source, .place, .firstSeen, .connection, .search: nil
        }
    }

    private func checked(_ span: CustomerFilter.Span, _ column: SQL) -> [SQL] {
        span.isOpen ? [] : [.unindexed(.all(CustomerConditions.range(span, column)))]
    }

    static func range(_ span: CustomerFilter.Span, _ column: SQL) -> [SQL] {
        var conditions: [SQL] = []
        if let from = span.from { conditions.append("\(fragment: column) >= \(from)") }
        if let to = span.to { conditions.append("\(fragment: column) < \(to)") }
        return conditions
    }

    static func range(_ paid: CustomerFilter.PaidRange, _ column: SQL) -> [SQL] {
        var conditions: [SQL] = []
        if let least = paid.least { conditions.append("\(fragment: column) >= \(least)") }
        if let most = paid.most { conditions.append("\(fragment: column) <= \(most)") }
        return conditions
    }

    /// What became of an entrance `e`, as the journey's counts have it.
    static func fate(of entrance: CustomerFilter.Entrance) -> [SQL] {
        var conditions: [SQL] = []
        let window = entrance.window
        switch entrance.outcome {
        case .movedOn: conditions.append(.exists(next(within: window)))
        case .left, .stillOpen: conditions.append(.none(next(within: window)))
        case nil: break
        }
        if let stage = entrance.converted {
            conditions.append(.exists(next("l.stage = \(stage)", within: window)))
        }
        if let stage = entrance.next {
            conditions.append(.exists(next("l.stage = \(stage)", within: window)))
            conditions.append(
                """
                \(stage) = (SELECT l.stage FROM own_customer_stages l
                    WHERE \(fragment: later(within: window))
                    ORDER BY l.entered_at, l.stage LIMIT 1)
                """
            )
        }
        if entrance.isBeginning { conditions.append(beginning) }
        return conditions
    }

    private static func later(within window: ConversionWindow) -> SQL {
        """
        l.customer_id = e.customer_id AND l.stage > e.stage AND l.entered_at >= e.entered_at
            AND l.entered_at <= e.entered_at + INTERVAL \(window) DAY
        """
    }

    /// The later stages, or one of them, that they came to within the window.
    private static func next(_ condition: SQL? = nil, within window: ConversionWindow) -> SQL {
        let conditions = [later(within: window)] + (condition.map { [$0] } ?? [])
        return "own_customer_stages l WHERE \(fragment: .all(conditions))"
    }

    /// On a tie of times the earlier stage is the beginning.
    private static let beginning: SQL = .none(
        """
        own_customer_stages b
        WHERE b.customer_id = e.customer_id AND (b.entered_at < e.entered_at
            OR b.entered_at = e.entered_at AND b.stage < e.stage)
        """
    )
}

extension CustomerFilter.Entrance {
    /// The time within which they entered, cut where the outcome says more.
    var whole: CustomerFilter.Span {
        var whole = span
        if outcome == .left { whole.to = span.to.map { min($0, windowsEnd) } ?? windowsEnd }
        if outcome == .stillOpen {
            whole.from = span.from.map { max($0, windowsEnd) } ?? windowsEnd
        }
        return whole
    }
}
