internal import MariaDB

/// Goes along a stretch in one direction and takes the rows that pass its filters.
struct Walk {
    /// A row by what sorts it.
    struct Step: Hashable, Sendable {
        let key: ListKey
        let id: Int64
    }

    struct Found {
        let steps: [Step]
        /// Where the search gave up, before it had as many rows as were wanted.
        let end: ListKey?
    }

    let database: Database
    let isDescending: Bool

    /// The next rows behind a position, at most so many.
    func steps(
        of stretch: Stretch,
        behind position: Step?,
        limit: Int
    ) throws(StorageError) -> Found {
        let end = try fence(of: stretch, behind: position)
        let steps: [(ListKey, Int64)] = try database.rows(
            merged(stretch, limit: limit) { range in
                [range] + self.behind(position, of: stretch) + self.before(end, of: stretch)
                    + stretch.filters
            }
        )
        return Found(
            steps: steps.map(Step.init),
            end: steps.count < limit ? end : nil
        )
    }

    /// The key up to which filters are tried: none where they cannot be tried too often.
    private func fence(
        of stretch: Stretch,
        behind position: Step?
    ) throws(StorageError) -> ListKey? {
        guard let budget = stretch.budget, !stretch.filters.isEmpty else { return nil }
        let offset = budget / stretch.ranges.count
        let ends = stretch.ranges.map { range -> SQL in
            """
            (SELECT \(fragment: stretch.key) AS place, \(fragment: stretch.id) AS id
            FROM \(fragment: stretch.rows)
            WHERE \(fragment: .all([range] + behind(position, of: stretch)))
            ORDER BY \(fragment: order(stretch.key, stretch.id)) LIMIT 1 OFFSET \(offset))
            """
        }
        let farthest: [ListKey] = try database.rows(
            """
            (SELECT place FROM (\(fragments: ends, separator: " UNION ALL ")) ends
            ORDER BY \(fragment: order("place", "id")) LIMIT 1)
            """
        )
        return farthest.first
    }

    /// The ranges of a stretch in one order.
    private func merged(
        _ stretch: Stretch,
        limit: Int,
        _ conditions: (SQL) -> [SQL]
    ) -> SQL {
        let parts = stretch.ranges.map { range -> SQL in
            """
            (SELECT \(fragment: stretch.key) AS place, \(fragment: stretch.id) AS id
            FROM \(fragment: stretch.rows) WHERE \(fragment: .all(conditions(range)))
            ORDER BY \(fragment: order(stretch.key, stretch.id)) LIMIT \(limit))
            """
        }
        guard parts.count > 1 else { return parts[0] }
        return """
            (SELECT place, id FROM (\(fragments: parts, separator: " UNION ALL ")) parts
            ORDER BY \(fragment: order("place", "id")) LIMIT \(limit))
            """
    }

    private func behind(_ position: Step?, of stretch: Stretch) -> [SQL] {
        guard let position else { return [] }
        let (key, id) = (stretch.key, stretch.id)
        if key == id {
            return isDescending
                ? ["\(fragment: id) < \(position.id)"] : ["\(fragment: id) > \(position.id)"]
        }
        return isDescending
            ? [
                """
                \(fragment: key) <= \(position.key)
                AND (\(fragment: key) < \(position.key) OR \(fragment: id) < \(position.id))
                """
            ]
            : [
                """
                \(fragment: key) >= \(position.key)
                AND (\(fragment: key) > \(position.key) OR \(fragment: id) > \(position.id))
                """
            ]
    }

    private func before(_ end: ListKey?, of stretch: Stretch) -> [SQL] {
        guard let end else { return [] }
        return isDescending
            ? ["\(fragment: stretch.key) >= \(end)"] : ["\(fragment: stretch.key) <= \(end)"]
    }

    private func order(_ key: SQL, _ id: SQL) -> SQL {
        isDescending
            ? "\(fragment: key) DESC, \(fragment: id) DESC" : "\(fragment: key), \(fragment: id)"
    }
}
