internal import Domain
internal import MariaDB

/// Rows that one condition of a filter lets through, by an index that serves it.
struct Candidates {
    /// One range of an index.
    struct Part {
        /// What follows FROM, with its conditions.
        let rows: SQL
        /// The order of the index, so that the server takes this one.
        var order: SQL?
        /// Whether a customer may have several rows, which follow each other in this order.
        var isRepeated = false
        /// The column with the id that is looked for.
        var id: SQL = "id"
        /// How many rows these are, roughly.
        var estimate: RangeEstimate?

        fileprivate var inOrder: SQL {
            order.map { "\(fragment: rows) ORDER BY \(fragment: $0)" } ?? rows
        }

        /// - Parameter most: how many rows there are found to be at most. Of what was estimated there
        ///   may be more, and nobody is left out for that.
        fileprivate func ids(upTo most: Int) -> SQL {
            let each: SQL = isRepeated ? "DISTINCT" : ""
            return """
                (SELECT \(fragment: each) \(fragment: id) AS id FROM \(fragment: inOrder)
                LIMIT \(estimate == nil ? most : .max))
                """
        }

        /// Where the estimate is not plain, a walk along the index that ends there. Within another
        /// query: asked by itself, the server fetched every row that it passed.
        fileprivate func isFew(_ most: Int, in database: Database) throws(StorageError) -> Bool {
            if let isFew = try estimate?.isAtMost(most, in: database) { return isFew }
            let query: SQL = """
                (SELECT there FROM (SELECT 1 AS there FROM \(fragment: inOrder)
                LIMIT 1 OFFSET \(most)) beyond)
                """
            let beyond: [Int] = try database.rows(query.plannedAnew)
            return beyond.isEmpty
        }
    }

    var parts: [Part]
    /// The condition that holds for these rows and no others.
    var condition: CustomerConditions.Condition?

    /// Whether no part has more than so many, as far as estimates are right where there are any.
    func areFew(_ most: Int, in database: Database) throws(StorageError) -> Bool {
        for part in parts where try !part.isFew(most, in: database) { return false }
        return true
    }

    /// How many there are; nil where a part has more than `most`.
    func count(upTo most: Int, in database: Database) throws(StorageError) -> Int? {
        guard try areFew(most, in: database) else { return nil }
        var count = 0
        for part in parts {
            let query: SQL = "(SELECT COUNT(*) FROM \(fragment: part.rows))"
            let row: (Int)? = try database.row(query.plannedAnew)
            count += row ?? 0
        }
        return count
    }

    /// A query for the ids, each once, where there are few.
    func ids(upTo most: Int) -> SQL {
        "\(fragments: parts.map { $0.ids(upTo: most) }, separator: " UNION ")"
    }
}

extension Candidates {
    private static func one(
        _ rows: SQL,
        by order: SQL? = nil,
        id: SQL = "customer_id",
        estimate: RangeEstimate? = nil,
        _ condition: CustomerConditions.Condition? = nil
    ) -> Candidates {
        let part = Part(rows: rows, order: order, id: id, estimate: estimate)
        return Candidates(parts: [part], condition: condition)
    }

    static func known(by connection: Connection.ID) -> Candidates {
        let rows: SQL = """
            own_identities_by_connection WHERE kind = \(Identity.Kind.external)
                AND connection_id = \(connection)
            """
        let part = Part(
            rows: rows,
            order: "customer_id",
            isRepeated: true,
            id: "customer_id",
            estimate: .known(by: connection)
        )
        return Candidates(parts: [part], condition: .connection)
    }

    static func tagged(_ tag: String) -> Candidates {
        one("own_customer_tags WHERE \(fragment: .isTag(tag))", estimate: .tagged(tag), .tag)
    }

    static func entered(_ entrance: CustomerFilter.Entrance) -> Candidates {
        let range = CustomerConditions.range(entrance.whole, "entered_at")
        return one(
            """
            own_customer_stages
            WHERE \(fragment: .all(["stage = \(entrance.stage)"] + range))
            """,
            by: "entered_at",
            entrance.isWhole ? .entrance : nil
        )
    }

    /// Who ever came so far: among them are all for whom it is the furthest stage.
    static func reached(_ stage: Stage) -> Candidates {
        one(
            "own_customer_stages WHERE stage = \(stage)",
            by: "entered_at",
            estimate: .reached(stage)
        )
    }

    static func paid(_ range: CustomerFilter.PaidRange, in currency: Currency) -> Candidates {
        let range = CustomerConditions.range(range, "paid")
        return one(
            "own_customer_values WHERE \(fragment: .all(["currency = \(currency)"] + range))",
            by: "paid",
            .paid
        )
    }

    static func came(by source: UInt16?) -> Candidates {
        one(
            "own_customers WHERE source_id <=> \(source)",
            by: "id",
            id: "id",
            estimate: .came(by: source),
            .source
        )
    }

    static func firstSeen(_ span: CustomerFilter.Span) -> Candidates {
        let range = CustomerConditions.range(span, "first_seen_at")
        return one(
            "own_customers WHERE \(fragment: .all(range))",
            by: "first_seen_at",
            id: "id",
            .firstSeen
        )
    }

    static func seen(_ span: CustomerFilter.Span, in stage: Stage?) -> Candidates {
        let stages: SQL = "stage IN \(anyOf: stage.map { [$0] } ?? Stage.allCases)"
        let range = CustomerConditions.range(span, "last_seen_at")
        return one(
            "own_customers WHERE \(fragment: .all([stages] + range))",
            by: "stage, last_seen_at",
            id: "id",
            .place
        )
    }

    static func named(_ word: String) -> Candidates {
        let start = word.escapedForLike + "%"
        return one("own_customer_words WHERE word LIKE \(start)", estimate: .named(start))
    }

    /// Of one kind in one connection the server would go through all names before these as well:
    /// at least two of either keep it to the range.
    ///
    /// - Parameter connections: whose names they are; 0 for names that hold everywhere.
    private static func called(
        _ start: String,
        _ kinds: [Identity.Kind],
        in connections: [Int64],
        estimate: RangeEstimate? = nil
    ) -> Candidates {
        one(
            """
            own_identities_by_value WHERE kind IN \(anyOf: kinds)
                AND connection_id IN \(anyOf: connections)
                AND value LIKE \(start)
            """,
            by: "kind, connection_id, value",
            estimate: estimate
        )
    }

    /// Whose address or telephone number begins so.
    static func addressed(_ text: String) -> Candidates {
        let start = text.lowercased().escapedForLike + "%"
        return called(start, [.email, .phone], in: [0], estimate: .addressed(start))
    }

    /// Whom one of these connections, or whoever has none, knows by an id that begins so.
    static func known(as text: String, by connections: [Connection.ID]) -> Candidates {
        let senders = [0] + connections.map(\.number)
        return called(text.escapedForLike + "%", [.external], in: senders)
    }
}

extension CustomerFilter.Entrance {
    /// Whether nothing is asked of what became of them.
    var isWhole: Bool {
        outcome == nil && next == nil && converted == nil && !isBeginning
    }
}

extension CustomerConditions {
    /// The candidates of every condition that has an index.
    var candidates: [Candidates] {
        var all: [Candidates] = []
        if let connection = filter.connection { all.append(.known(by: connection)) }
        if let tag = filter.tag { all.append(.tagged(tag)) }
        if let entrance = filter.entrance { all.append(.entered(entrance)) }
        if !filter.paid.isOpen { all.append(.paid(filter.paid, in: filter.currency)) }
        if filter.source != nil { all.append(.came(by: source == 0 ? nil : source)) }
        if !filter.firstSeen.isOpen { all.append(.firstSeen(filter.firstSeen)) }
        if !filter.seen.isOpen || filter.stage != nil {
            all.append(.seen(filter.seen, in: filter.stage))
        }
        if let furthest = filter.furthest { all.append(.reached(furthest)) }
        return all
    }
}
