package import Domain
internal import MariaDB

/// The tags of the organisation's customers.
package struct TagStore {
    /// A tag that a customer has.
    package struct Record: Sendable {
        package let tag: String
        package let addedAt: Instant
        /// Nil where a program did it.
        package let addedBy: Person.ID?
    }

    /// A tag and how many customers have it.
    package struct Count: Sendable {
        package let tag: String
        package let customers: ListCount
    }

    /// Beyond so many customers a tag's count says "at least".
    private static let mostCounted = 1_000

    private let scope: OwnScope

    package init(_ scope: OwnScope) {
        self.scope = scope
    }

    /// What a customer is tagged with, by letters.
    package func list(of customer: Customer.ID) throws(StorageError) -> [Record] {
        let rows: [(String, Instant, Person.ID?)] = try scope.database.rows(
            """
            SELECT tag, added_at, added_by FROM own_customer_tags
            WHERE customer_id = \(customer) ORDER BY tag
            """
        )
        return rows.map { Record(tag: $0.0, addedAt: $0.1, addedBy: $0.2) }
    }

    /// How a tag is spelt that the organisation uses already, whatever its case; nil for a new one.
    package func spelling(of tag: CustomerTag) throws(StorageError) -> CustomerTag? {
        let text: String? = try scope.database.row(
            """
            SELECT tag FROM own_customer_tags
            WHERE \(fragment: .isTag(tag.text)) LIMIT 1
            """
        )
        return text.flatMap { CustomerTag($0) }
    }

    /// Tags a customer, who is held and does not have the tag.
    package func add(
        _ tag: CustomerTag,
        to customer: Customer.ID,
        by person: Person.ID?,
        at now: Instant
    ) throws(StorageError) {
        try scope.database.execute(
            """
            INSERT INTO own_customer_tags (organisation_id, customer_id, tag, added_at, added_by)
            VALUES (\(scope.organisation), \(customer), \(tag.text), \(now), \(person))
            """
        )
    }

    /// The customer's own spelling of a tag; nil where they do not have it.
    package func find(
        _ tag: CustomerTag,
        of customer: Customer.ID
    ) throws(StorageError) -> String? {
        try scope.database.row(
            """
            SELECT tag FROM own_customer_tags
            WHERE customer_id = \(customer) AND tag = \(tag.text)
            """
        )
    }

    package func count(of customer: Customer.ID) throws(StorageError) -> Int {
        try scope.database.row(
            "SELECT COUNT(*) FROM own_customer_tags WHERE customer_id = \(customer)"
        ) ?? 0
    }

    package func remove(
        _ tag: CustomerTag,
        from customer: Customer.ID
    ) throws(StorageError) {
        try scope.database.execute(
            """
            DELETE FROM own_removable_tags
            WHERE customer_id = \(customer) AND tag = \(tag.text)
            """
        )
    }

    /// The tags in use that begin so, by letters: one seek for each, however many have it.
    package func list(
        beginning: String,
        after last: String?,
        limit: Int
    ) throws(StorageError) -> [Count] {
        var counts: [Count] = []
        var last = last ?? ""
        while counts.count < limit {
            let next: String? = try scope.database.row(
                """
                SELECT tag FROM own_customer_tags
                WHERE tag > \(last) AND tag LIKE \(beginning.escapedForLike + "%")
                ORDER BY tag LIMIT 1
                """
            )
            guard let next else { break }
            counts.append(Count(tag: next, customers: try customers(with: next)))
            last = next
        }
        return counts
    }

    private func customers(with tag: String) throws(StorageError) -> ListCount {
        let query: SQL = """
            SELECT COUNT(*) FROM (
                SELECT customer_id FROM own_customer_tags
                WHERE \(fragment: .isTag(tag))
                LIMIT \(TagStore.mostCounted + 1)
            ) some
            """
        let count: Int? = try scope.database.row(query.plannedAnew)
        let number = count ?? 0
        return number > TagStore.mostCounted
            ? ListCount(TagStore.mostCounted, .atLeast)
            : ListCount(number, .exact)
    }
}

extension SQL {
    /// Whether a row is of a tag, whatever its case: by its key, see migration 0021.
    static func isTag(_ tag: String) -> SQL {
        "tag_key = UNHEX(MD5(WEIGHT_STRING(\(tag) COLLATE utf8mb4_uca1400_as_ci)))"
    }
}
