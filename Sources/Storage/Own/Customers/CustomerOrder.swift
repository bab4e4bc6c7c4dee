internal import Domain
internal import MariaDB

/// The stretches of a list of customers in one of its orders.
struct CustomerOrder {
    let sort: CustomerSort
    let conditions: CustomerConditions
    /// Who is looked at, where they are few.
    let few: FewCustomers?
    let limits: ListLimits

    private var filter: CustomerFilter { conditions.filter }

    /// What is asked row by row in this order.
    ///
    /// - Parameters:
    ///   - id: where the customer's id is read.
    ///   - name: where their name is.
    private func checks(
        besides served: CustomerConditions.Condition? = nil,
        of id: SQL = "c.id",
        _ name: SQL = "c.name"
    ) -> CustomerConditions.Checks {
        var conditions = conditions
        (conditions.id, conditions.name) = (id, name)
        return conditions.all(but: Set([served, few?.condition].compactMap(\.self)))
    }

    var stretches: [Stretch] {
        switch sort {
        case .lastSeen: [few == nil ? lastSeen : fewLastSeen]
        case .firstSeen: [firstSeen]
        case .name: [named, unnamed]
        case .value: [payers, others]
        case .entered: [entered]
        }
    }

    /// Both stretches of an order in one, where they are of few customers.
    var whole: Stretch? {
        guard let few else { return nil }
        switch sort {
        case .name:
            return stretch(of: rows(of: few), by: "c.name", "k.id", within: [], checks(of: "k.id"))
        case .value where filter.paid.isOpen: return value(of: few)
        default: return nil
        }
    }

    /// Those who paid in the currency, and the others, who have no key.
    private func value(of few: FewCustomers) -> Stretch {
        let areAll = few.areLiving && checks().isEmpty
        var all = rows(
            of: few,
            and: """
                LEFT JOIN own_customer_values_by_customer p
                ON p.customer_id = k.id AND p.currency = \(filter.currency)
                """
        )
        if areAll { all.customers = "" }
        var stretch = stretch(of: all, by: "p.paid", "k.id", within: [], checks(of: "k.id"))
        // Their own rows are not looked at where nothing is asked of them.
        if areAll { stretch.filters = [] }
        return stretch
    }

    /// How many rows are looked through, where each has to be fetched.
    private var budget: Int {
        conditions.search?.isRead ?? true ? limits.fetched : limits.searched
    }

    /// What stands behind FROM.
    private struct Rows {
        /// What the order alone is read from.
        let index: SQL
        /// A join of the customers' own rows, which are fetched only of those who pass what other
        /// tables are asked.
        var customers: SQL = ""

        func with(_ lookups: [SQL]) -> SQL {
            "\(fragments: [index] + lookups + [customers], separator: " ")"
        }
    }

    /// Customers, or only the few.
    private var customers: Rows {
        few.map { rows(of: $0) } ?? Rows(index: "own_customers c")
    }

    /// The same along an index, `k`.
    private var indexed: Rows {
        few.map { rows(of: $0) } ?? rows(along: "own_customers k", "k.id")
    }

    /// - Parameter other: a table whose rows the order is made of.
    private func rows(of few: FewCustomers, and other: SQL = "") -> Rows {
        rows(along: "(\(fragment: few.ids)) k \(fragment: other)", "k.id")
    }

    private func rows(along index: SQL, _ id: SQL) -> Rows {
        Rows(
            index: index,
            customers: "STRAIGHT_JOIN own_customers_by_id c ON c.id = \(fragment: id)"
        )
    }

    /// A column that the index of an order has.
    private func indexed(_ column: SQL) -> SQL {
        few == nil ? "k.\(fragment: column)" : "c.\(fragment: column)"
    }

    /// Where the order by ids reads them.
    private var id: SQL { few == nil ? "c.id" : "k.id" }

    private var lastSeen: Stretch {
        let stages = filter.stage.map { [$0] } ?? Stage.allCases
        let seen = CustomerConditions.range(filter.seen, "c.last_seen_at")
        let isNarrow = conditions.asks(only: [.place, .furthest, .source])
        let checks = checks(besides: .place)
        return Stretch(
            rows: customers.with(checks.lookups),
            index: customers.index,
            key: "c.last_seen_at",
            id: "c.id",
            ranges: stages.map { .all(["c.stage = \($0)"] + seen) },
            filters: checks.conditions,
            budget: isNarrow ? limits.wide : budget
        )
    }

    private var fewLastSeen: Stretch {
        stretch(
            of: customers,
            by: "c.last_seen_at",
            "k.id",
            within: [],
            checks(of: "k.id")
        )
    }

    private var firstSeen: Stretch {
        stretch(
            of: indexed,
            by: indexed("first_seen_at"),
            "k.id",
            within: CustomerConditions.range(filter.firstSeen, indexed("first_seen_at")),
            checks(besides: .firstSeen, of: "k.id")
        )
    }

    /// All of them by their ids.
    var byID: Stretch {
        var all = stretch(of: customers, by: id, id, within: [], checks(of: id))
        if few == nil { all.budget = limits.fetched }
        return all
    }

    /// A stretch of customers who were not merged away.
    private func stretch(
        of rows: Rows,
        by key: SQL,
        _ id: SQL,
        within range: [SQL],
        _ checks: CustomerConditions.Checks,
        and more: [SQL] = []
    ) -> Stretch {
        Stretch(
            rows: rows.with(checks.lookups),
            index: rows.index,
            key: key,
            id: id,
            ranges: [.all(range)],
            filters: ["c.stage IS NOT NULL"] + more + checks.conditions,
            budget: few == nil && !(more.isEmpty && checks.isEmpty) ? budget : nil
        )
    }

    private var named: Stretch {
        alongNames(by: indexed("name"), within: "\(fragment: indexed("name")) IS NOT NULL")
    }

    private var unnamed: Stretch {
        alongNames(by: "k.id", within: "\(fragment: indexed("name")) IS NULL")
    }

    private func alongNames(by key: SQL, within range: SQL) -> Stretch {
        let checks = checks(of: "k.id", indexed("name"))
        var names = stretch(of: indexed, by: key, "k.id", within: [range], checks)
        // Whether a search finds somebody, the index knows.
        let isNarrow = conditions.search?.isRead ?? false && conditions.asks(only: [.search])
        if names.budget != nil, isNarrow { names.budget = limits.wide }
        return names
    }

    private var payers: Stretch {
        let other: SQL = "STRAIGHT_JOIN own_customer_values_by_customer p ON p.customer_id = k.id"
        let sorted =
            few.map { rows(of: $0, and: other) }
            ?? rows(along: "own_customer_values p", "p.customer_id")
        return stretch(
            of: sorted,
            by: "p.paid",
            "p.customer_id",
            within: ["p.currency = \(filter.currency)"]
                + CustomerConditions.range(filter.paid, "p.paid"),
            checks(besides: .paid, of: "p.customer_id")
        )
    }

    /// Who paid nothing in the currency; nobody where the filter asks for an amount.
    private var others: Stretch {
        stretch(
            of: customers,
            by: id,
            id,
            within: filter.paid.isOpen ? [] : ["FALSE"],
            checks(of: id),
            and: [paidNothing(id)]
        )
    }

    private func paidNothing(_ id: SQL) -> SQL {
        .none(
            """
            own_customer_values_by_customer o
            WHERE o.customer_id = \(fragment: id) AND o.currency = \(filter.currency)
            """
        )
    }

    private var entered: Stretch {
        guard let entrance = filter.entrance else { return lastSeen }
        let other: SQL = "STRAIGHT_JOIN own_customer_stages e ON e.customer_id = k.id"
        let sorted =
            few.map { rows(of: $0, and: other) }
            ?? rows(along: "own_customer_stages e", "e.customer_id")
        return stretch(
            of: sorted,
            by: "e.entered_at",
            "e.customer_id",
            within: ["e.stage = \(entrance.stage)"]
                + CustomerConditions.range(entrance.whole, "e.entered_at"),
            checks(besides: .entrance, of: "e.customer_id"),
            and: CustomerConditions.fate(of: entrance)
        )
    }
}

extension CustomerSort {
    /// The condition that the order's own index serves.
    var served: CustomerConditions.Condition? {
        switch self {
        case .lastSeen: .place
        case .firstSeen: .firstSeen
        case .name: nil
        case .value: .paid
        case .entered: .entrance
        }
    }
}
