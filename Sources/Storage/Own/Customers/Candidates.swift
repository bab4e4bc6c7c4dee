internal import Domain
internal import MariaDB

/// Customers whom one condition of a filter lets through, by an index that serves it.
struct Candidates {
    /// What follows FROM, with its conditions.
    let rows: SQL
    /// The column with the customer's id.
    let id: SQL

    /// Each customer once.
    var ids: SQL {
        "(SELECT \(fragment: id) AS id FROM \(fragment: rows) GROUP BY \(fragment: id))"
    }

    /// How many there are, up to one more than `most`.
    func count(upTo most: Int, in database: Database) throws(StorageError) -> Int {
        let row: (Int)? = try database.row(
            "(SELECT COUNT(*) FROM (SELECT 1 FROM \(fragment: rows) LIMIT \(most + 1)) counted)"
        )
        return row ?? 0
    }

    private static func customers(_ conditions: [SQL]) -> Candidates {
        Candidates(rows: "own_customers WHERE \(fragment: .all(conditions))", id: "id")
    }

    private static func other(_ rows: SQL) -> Candidates {
        Candidates(rows: rows, id: "customer_id")
    }

    static func known(by connection: Connection.ID) -> Candidates {
        other(
            """
            own_identities WHERE kind = \(Identity.Kind.external)
                AND connection_id = \(connection)
            """
        )
    }

    static func entered(_ entrance: CustomerFilter.Entrance) -> Candidates {
        let range = CustomerConditions.range(entrance.whole, "entered_at")
        return other(
            """
            own_customer_stages
            WHERE \(fragment: .all(["stage = \(entrance.stage)"] + range))
            """
        )
    }

    /// Who ever came so far: among them are all for whom it is the furthest stage.
    static func reached(_ stage: Stage) -> Candidates {
        other("own_customer_stages WHERE stage = \(stage)")
    }

    static func paid(_ range: CustomerFilter.PaidRange, in currency: Currency) -> Candidates {
        let range = CustomerConditions.range(range, "paid")
        return other(
            """
            own_customer_values
            WHERE \(fragment: .all(["currency = \(currency)"] + range))
            """
        )
    }

    static func came(by source: UInt16?) -> Candidates {
        customers(["source_id <=> \(source)"])
    }

    static func firstSeen(_ span: CustomerFilter.Span) -> Candidates {
        customers(CustomerConditions.range(span, "first_seen_at"))
    }

    static func seen(_ span: CustomerFilter.Span, in stage: Stage?) -> Candidates {
        let stages = stage.map { [$0] } ?? Stage.allCases
        return customers(
            ["stage IN \(anyOf: stages)"] + CustomerConditions.range(span, "last_seen_at")
        )
    }

    static func named(_ word: String) -> Candidates {
        other("own_customer_words WHERE word LIKE \(word.escapedForLike + "%")")
    }

    /// - Parameter connections: whose names they are; none for names that hold everywhere.
    static func called(
        _ start: String,
        _ kind: Identity.Kind,
        in connections: [Connection.ID] = []
    ) -> Candidates {
        let numbers = connections.isEmpty ? [0] : connections.map(\.number)
        return other(
            """
            own_identities WHERE kind = \(kind) AND connection_id IN \(anyOf: numbers)
                AND value LIKE \(start.escapedForLike + "%")
            """
        )
    }
}

extension CustomerConditions {
    /// The candidates of every condition that has an index, but for the one by which the list is
    /// sorted anyway.
    func candidates(besides order: CustomerSort?) -> [Candidates] {
        var all: [Candidates] = []
        if let connection = filter.connection { all.append(.known(by: connection)) }
        if order != .entered, let entrance = filter.entrance { all.append(.entered(entrance)) }
        if order != .value, !filter.paid.isOpen {
            all.append(.paid(filter.paid, in: filter.currency))
        }
        if filter.source != nil { all.append(.came(by: storedSource)) }
        if order != .firstSeen, !filter.firstSeen.isOpen {
            all.append(.firstSeen(filter.firstSeen))
        }
        if order != .lastSeen, !filter.seen.isOpen || filter.stage != nil {
            all.append(.seen(filter.seen, in: filter.stage))
        }
        if let furthest = filter.furthest { all.append(.reached(furthest)) }
        return all
    }
}
