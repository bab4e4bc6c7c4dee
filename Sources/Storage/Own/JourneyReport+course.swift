package import Domain
internal import MariaDB

extension JourneyReport {
    /// Who came in one step of a period.
    package struct Step: Sendable, Equatable {
        package let days: DayRange
        /// Customers who were first seen.
        package fileprivate(set) var new: Int64 = 0
        /// Customers who first entered each stage.
        package fileprivate(set) var entered: [Stage: Int64] = [:]
    }

    /// Who came in each of several steps, which follow one another; nil for a step without days.
    package func course(
        over steps: [DayRange?],
        source: UInt16?
    ) throws(StorageError) -> [Step?] {
        var rest = try arrivals(over: steps.compactMap(\.self), source)[...]
        return steps.map { days in
            guard let days else { return nil }
            let own = rest.prefix { $0.day <= days.last }
            rest = rest.dropFirst(own.count)
            return own.reduce(into: Step(days: days)) { $0.add($1) }
        }
    }

    /// Customers who came on a day, or in the month that begins on it.
    fileprivate struct Arrivals {
        let day: Day
        let new: Int64
        let entered: [Stage: Int64]
    }

    private func arrivals(
        over ranges: [DayRange],
        _ source: UInt16?
    ) throws(StorageError) -> [Arrivals] {
        guard !ranges.isEmpty else { return [] }
        let only: SQL = source.map { "AND source_id = \($0)" } ?? ""
        let rows: [(Day, Int64, Int64, Int64, Int64, Int64, Int64)] = try scope.database.rows(
            """
            SELECT day, SUM(began), SUM(IF(stage = 1, entered, 0)),
                SUM(IF(stage = 2, entered, 0)), SUM(IF(stage = 3, entered, 0)),
                SUM(IF(stage = 4, entered, 0)), SUM(IF(stage = 5, entered, 0))
            FROM own_journey_counts
            WHERE is_total = \(source == nil) AND \(fragment: JourneyPieces(ranges).condition)
                \(fragment: only)
            GROUP BY day ORDER BY day
            """
        )
        return rows.map { row in
            let entered = zip(Stage.allCases, [row.2, row.3, row.4, row.5, row.6])
            return Arrivals(
                day: row.0,
                new: row.1,
                entered: Dictionary(entered) { first, _ in first }
            )
        }
    }
}

extension JourneyReport.Step {
    fileprivate mutating func add(_ arrivals: JourneyReport.Arrivals) {
        new += arrivals.new
        entered.merge(arrivals.entered, uniquingKeysWith: +)
    }
}
