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
    private func filters(besides served: CustomerConditions.Condition? = nil) -> [SQL] {
        conditions.all(but: Set([served, few?.condition].compactMap(\.self)))
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

    /// How many rows are looked through, where each has to be fetched.
    private var budget: Int { conditions.search == nil ? limits.fetched : limits.searched }

    /// Customers, or only the few.
    private var customers: SQL {
        few.map { "(\(fragment: $0.ids)) few STRAIGHT_JOIN own_customers c ON c.id = few.id" }
            ?? "own_customers c"
    }

    private var lastSeen: Stretch {
        let stages = filter.stage.map { [$0] } ?? Stage.allCases
        let seen = CustomerConditions.range(filter.seen, "c.last_seen_at")
        let isNarrow = conditions.asks(only: [.place, .furthest, .source])
        return Stretch(
            rows: "own_customers c",
            key: "c.last_seen_at",
            id: "c.id",
            ranges: stages.map { .all(["c.stage = \($0)"] + seen) },
            filters: filters(besides: .place),
            budget: isNarrow ? limits.wide : budget
        )
    }

    private var fewLastSeen: Stretch {
        stretch(
            of: customers,
            by: "c.last_seen_at",
            "c.id",
            within: [],
            filters()
        )
    }

    private var firstSeen: Stretch {
        stretch(
            of: customers,
            by: "c.first_seen_at",
            "c.id",
            within: CustomerConditions.range(filter.firstSeen, "c.first_seen_at"),
            filters(besides: .firstSeen)
        )
    }

    /// All of them by their ids.
    var byID: Stretch {
        var all = stretch(of: customers, by: "c.id", "c.id", within: [], filters())
        if few == nil { all.budget = limits.fetched }
        return all
    }

    /// A stretch of customers who were not merged away.
    private func stretch(
        of rows: SQL,
        by key: SQL,
        _ id: SQL,
        within range: [SQL],
        _ filters: [SQL]
    ) -> Stretch {
        Stretch(
            rows: rows,
            key: key,
            id: id,
            ranges: [.all(range)],
            filters: ["c.stage IS NOT NULL"] + filters,
            budget: few == nil && !filters.isEmpty ? budget : nil
        )
    }

    private var named: Stretch {
        stretch(
            of: customers,
            by: "c.name",
            "c.id",
            within: ["c.name IS NOT NULL"],
            filters()
        )
    }

    private var unnamed: Stretch {
        stretch(
            of: customers,
            by: "c.id",
            "c.id",
            within: ["c.name IS NULL"],
            filters()
        )
    }

    private var payers: Stretch {
        let rows: SQL =
            few.map {
                """
                (\(fragment: $0.ids)) few
                STRAIGHT_JOIN own_customers c ON c.id = few.id
                STRAIGHT_JOIN own_customer_values p ON p.customer_id = few.id
                """
            } ?? "own_customer_values p STRAIGHT_JOIN own_customers c ON c.id = p.customer_id"
        return stretch(
            of: rows,
            by: "p.paid",
            "p.customer_id",
            within: ["p.currency = \(filter.currency)"]
                + CustomerConditions.range(filter.paid, "p.paid"),
            filters(besides: .paid)
        )
    }

    /// Who paid nothing in the currency; nobody where the filter asks for an amount.
    private var others: Stretch {
        let none: SQL = .none(
            """
            own_customer_values o
            WHERE o.customer_id = c.id AND o.currency = \(filter.currency)
            """
        )
        return stretch(
            of: customers,
            by: "c.id",
            "c.id",
            within: filter.paid.isOpen ? [] : ["FALSE"],
            [none] + filters()
        )
    }

    private var entered: Stretch {
        guard let entrance = filter.entrance else { return lastSeen }
        let rows: SQL =
            few.map {
                """
                (\(fragment: $0.ids)) few
                STRAIGHT_JOIN own_customers c ON c.id = few.id
                STRAIGHT_JOIN own_customer_stages e ON e.customer_id = few.id
                """
            } ?? "own_customer_stages e STRAIGHT_JOIN own_customers c ON c.id = e.customer_id"
        return stretch(
            of: rows,
            by: "e.entered_at",
            "e.customer_id",
            within: ["e.stage = \(entrance.stage)"]
                + CustomerConditions.range(entrance.whole, "e.entered_at"),
            CustomerConditions.fate(of: entrance) + filters(besides: .entrance)
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
