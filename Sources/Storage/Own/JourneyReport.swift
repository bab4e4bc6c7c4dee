package import Domain
internal import MariaDB

/// Reads the journey's counts over any period.
package struct JourneyReport {
    /// Customers who stand in a stage now, and what they have paid.
    package struct Place: Sendable {
        package var customers = 0
        package var paid: [Money] = []

        package init() {}
    }

    private let scope: OwnScope

    package init(_ scope: OwnScope) {
        self.scope = scope
    }

    /// How many entered each stage in a period and went on: what another period is compared by.
    package func flow(
        over period: DayRange,
        source: UInt16?
    ) throws(StorageError) -> JourneyFigures {
        JourneyFigures(try counts(of: JourneyReport.flow, over: period, source))
    }

    /// The figures of a period, and those of its days from one on: who entered since then still
    /// has time to go on.
    package func figures(
        over period: DayRange,
        openSince day: Day,
        source: UInt16?
    ) throws(StorageError) -> (all: JourneyFigures, open: JourneyFigures) {
        let closed = try DayRange(
            first: period.first,
            last: min(period.last, day.advanced(by: -1))
        )
        .map { range throws(StorageError) in
            try counts(of: JourneyReport.all, over: range, source)
        }
        let open = try DayRange(first: max(period.first, day), last: period.last)
            .map { range throws(StorageError) in
                try counts(of: JourneyReport.all, over: range, source)
            }
        return (JourneyFigures((closed ?? []) + (open ?? [])), JourneyFigures(open ?? []))
    }

    private static let flow = [JourneyMeasure.entered, .moved(to: .advocacy)].map(\.code.measure)
    private static let all =
        flow
        + [
            JourneyMeasure.began, .converted(to: .advocacy), .stayed(DurationBucket(number: 0)),
            .secondsStayed,
        ].map(\.code.measure)

    private func counts(
        of measures: [UInt8],
        over period: DayRange,
        _ source: UInt16?
    ) throws(StorageError) -> [JourneyFigures.Count] {
        var counts: [JourneyFigures.Count] = []
        let (months, days) = period.parts
        if let months { counts += try self.counts("month", measures, months, source) }
        for range in days { counts += try self.counts("day", measures, range, source) }
        return counts
    }

    /// By source only where figures are told by source: the fewer groups, the quicker.
    private func counts(
        _ grain: String,
        _ measures: [UInt8],
        _ range: DayRange,
        _ source: UInt16?
    ) throws(StorageError) -> [JourneyFigures.Count] {
        let ofSource: SQL = source.map { "AND source_id = \($0)" } ?? ""
        let rows: [(Stage, UInt16, UInt8, UInt16, Int64)] = try scope.database.rows(
            """
            SELECT stage, IF(measure <= 2, source_id, 0) AS source, measure, detail, SUM(value)
            FROM own_journey_counts
            WHERE grain = \(grain) AND measure IN \(anyOf: measures)
                AND day BETWEEN \(range.first) AND \(range.last)
                \(fragment: ofSource)
            GROUP BY stage, source, measure, detail
            """
        )
        return rows.compactMap { stage, source, measure, detail, value in
            JourneyMeasure(measure: measure, detail: detail).map {
                JourneyFigures.Count(stage: stage, source: source, measure: $0, value: value)
            }
        }
    }

    /// Where customers stand now.
    package func places(source: UInt16?) throws(StorageError) -> [Stage: Place] {
        let ofSource: SQL = source.map { "WHERE source_id = \($0)" } ?? ""
        let rows: [(Stage, String, Int, Amount)] = try scope.database.rows(
            """
            SELECT stage, currency, SUM(customers), SUM(amount)
            FROM own_journey_places \(fragment: ofSource)
            GROUP BY stage, currency ORDER BY stage, currency
            """
        )
        var places: [Stage: Place] = [:]
        for (stage, currency, customers, amount) in rows {
            if let currency = Currency(currency) {
                if customers > 0 {
                    places[stage, default: Place()].paid.append(Money(amount, currency))
                }
            } else {
                places[stage, default: Place()].customers = customers
            }
        }
        return places
    }

    /// The names of sources by number.
    package func sources() throws(StorageError) -> [UInt16: String] {
        let rows: [(UInt16, String)] = try scope.database.rows("SELECT id, name FROM own_sources")
        return Dictionary(rows) { first, _ in first }
    }
}
