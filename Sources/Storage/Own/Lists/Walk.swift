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
    ///
    /// - Parameter reach: how far behind it they are thought to end, in the key's own units.
    func steps(
        of stretch: Stretch,
        behind position: Step?,
        reach: Int64?,
        limit: Int
    ) throws(StorageError) -> Found {
        guard let budget = stretch.budget, !stretch.filters.isEmpty else {
            let steps = try unfiltered(stretch, behind: position, reach: reach, limit: limit)
            return Found(steps: steps, end: nil)
        }
        let offset = budget / stretch.ranges.count
        let end = try fence(of: stretch, behind: position, offset: offset)
        let steps = try self.steps(of: stretch, behind: position, upTo: end, limit: limit)
        return Found(steps: steps, end: steps.count < limit ? end : nil)
    }

    /// The next rows, looked for close by at first. Where a range runs to the end of an index, the
    /// server now and then goes through all that lies before it instead: a page in the middle of
    /// a million rows took ten times as long.
    private func unfiltered(
        _ stretch: Stretch,
        behind position: Step?,
        reach: Int64?,
        limit: Int
    ) throws(StorageError) -> [Step] {
        guard let position, let reach,
            let end = position.key.away(by: isDescending ? -reach : reach)
        else { return try steps(of: stretch, behind: position, upTo: nil, limit: limit) }
        let close = try steps(of: stretch, behind: position, upTo: end, limit: limit)
        guard close.count < limit else { return close }
        let last = close.last ?? position
        let rest = limit - close.count
        return close + (try steps(of: stretch, behind: last, upTo: nil, limit: rest))
    }

    /// The first rows of a stretch, which is one range, and how many it has. Rows without a key
    /// are the last.
    func countedSteps(
        of stretch: Stretch,
        limit: Int
    ) throws(StorageError) -> (steps: [(ListKey?, Int64)], count: Int) {
        let conditions = stretch.ranges.prefix(1) + stretch.filters
        // Downwards the server has them last by itself.
        let last: SQL = isDescending ? "" : "\(fragment: stretch.key) IS NULL, "
        let order = order(stretch.key, stretch.id)
        let query: SQL = """
            (SELECT SQL_CALC_FOUND_ROWS \(fragment: stretch.key), \(fragment: stretch.id)
            FROM \(fragment: stretch.rows) WHERE \(fragment: .all(Array(conditions)))
            ORDER BY \(fragment: last)\(fragment: order) LIMIT \(limit))
            """
        let steps: [(ListKey?, Int64)] = try database.rows(query.plannedAnew)
        // A window of all rows would put them into a table of their own first.
        let count: Int? = try database.row("SELECT FOUND_ROWS()")
        return (steps, count ?? 0)
    }

    private func steps(
        of stretch: Stretch,
        behind position: Step?,
        upTo end: ListKey?,
        limit: Int
    ) throws(StorageError) -> [Step] {
        let query = merged(stretch, limit: limit) { range in
            [range] + self.behind(position, of: stretch) + self.before(end, of: stretch)
                + stretch.filters
        }
        let steps: [(ListKey, Int64)] = try database.rows(query.plannedAnew)
        return steps.map(Step.init)
    }

    /// The key of the row so many rows behind a position; nil where there are fewer.
    private func fence(
        of stretch: Stretch,
        behind position: Step?,
        offset: Int
    ) throws(StorageError) -> ListKey? {
        let ends = stretch.ranges.map { range -> SQL in
            """
            (SELECT \(fragment: stretch.key) AS place, \(fragment: stretch.id) AS id
            FROM \(fragment: stretch.index ?? stretch.rows)
            WHERE \(fragment: .all([range] + behind(position, of: stretch)))
            ORDER BY \(fragment: order(stretch.key, stretch.id)) LIMIT 1 OFFSET \(offset))
            """
        }
        let query: SQL = """
            (SELECT place FROM (\(fragments: ends, separator: " UNION ALL ")) ends
            ORDER BY \(fragment: order("place", "id")) LIMIT 1)
            """
        let farthest: [ListKey] = try database.rows(query.plannedAnew)
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
                ? ["\(fragment: id) < \(position.key)"] : ["\(fragment: id) > \(position.key)"]
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
