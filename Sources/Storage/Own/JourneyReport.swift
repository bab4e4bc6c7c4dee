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

    let scope: OwnScope

    package init(_ scope: OwnScope) {
        self.scope = scope
    }

    /// How many entered each stage in a period and went on: what another period is compared by.
    package func flow(
        over period: DayRange,
        source: UInt16?
    ) throws(StorageError) -> JourneyFigures {
        JourneyFigures(try counts(over: period, source))
    }

    /// The figures of a period, and those of its days from one on: who entered since then still
    /// has time to go on.
    package func figures(
        over period: DayRange,
        openSince day: Day,
        source: UInt16?
    ) throws(StorageError) -> (all: JourneyFigures, open: JourneyFigures) {
        var counts = try self.counts(over: period, source)
        if source == nil {
            counts.removeAll { [.entered, .began].contains($0.measure) }
            counts += try arrivals(over: period)
        }
        let open = try DayRange(first: max(period.first, day), last: period.last)
            .map { range throws(StorageError) in try self.counts(over: range, source) }
        let stays = try stays(over: period, source)
        return (JourneyFigures(counts + stays), JourneyFigures(open ?? []))
    }

    /// Of each stage everything but stays; of all sources together, or of one.
    private func counts(
        over period: DayRange,
        _ source: UInt16?
    ) throws(StorageError) -> [JourneyFigures.Count] {
        let only: SQL = source.map { "AND source_id = \($0)" } ?? ""
        let rows:
            [(
                Stage, Int64, Int64, Int64, Int64, Int64, Int64, Int64, Int64, Int64, Int64, Int64
            )] = try scope.database.rows(
                """
                SELECT stage \(fragment: CellCounts.sums) FROM own_journey_counts
                WHERE is_total = \(source == nil) AND \(fragment: JourneyPieces([period]).condition)
                    \(fragment: only)
                GROUP BY stage
                """
            )
        return rows.flatMap { row in
            CellCounts(values: [
                row.1, row.2, row.3, row.4, row.5, row.6, row.7, row.8, row.9, row.10, row.11,
            ]).counted.map {
                JourneyFigures.Count(
                    stage: row.0,
                    source: source ?? 0,
                    measure: $0.measure,
                    value: $0.value
                )
            }
        }
    }

    /// Who came to each stage, source by source.
    private func arrivals(
        over period: DayRange
    ) throws(StorageError) -> [JourneyFigures.Count] {
        let rows: [(Stage, UInt16, Int64, Int64)] = try scope.database.rows(
            """
            SELECT stage, source_id, SUM(entered), SUM(began) FROM own_journey_counts
            WHERE is_total = FALSE AND \(fragment: JourneyPieces([period]).condition)
            GROUP BY stage, source_id
            """
        )
        return rows.flatMap { stage, source, entered, began in
            [(JourneyMeasure.entered, entered), (.began, began)].map {
                JourneyFigures.Count(stage: stage, source: source, measure: $0, value: $1)
            }
        }
    }

    /// How long who went on had stayed.
    private func stays(
        over period: DayRange,
        _ source: UInt16?
    ) throws(StorageError) -> [JourneyFigures.Count] {
        let ranges = JourneyPieces([period]).all.flatMap { grain, range in
            Stage.allCases.dropLast().map { stage -> SQL in
                let numbers = JourneyCell.numbers(of: grain, source, stage, over: range)
                return "cell BETWEEN \(numbers.lowerBound) AND \(numbers.upperBound)"
            }
        }
        let rows: [(Int64, [UInt8])] = try scope.database.rows(
            """
            SELECT cell, stays FROM own_journey_stays
            WHERE \(fragments: ranges, separator: " OR ")
            """
        )
        var sums: [Stage: StaySums] = [:]
        for (number, bytes) in rows {
            guard let stage = JourneyCell(number: number)?.stage else { continue }
            sums[stage, default: StaySums()].add(bytes)
        }
        return sums.flatMap { $1.counts(of: $0, source ?? 0) }
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

/// Sums of packed stays: many values are added up, so this does without looking anything up.
private struct StaySums {
    /// By the number of the span; no duration has a higher one.
    private var counts = [Int64](repeating: 0, count: 1 << 10)

    mutating func add(_ bytes: [UInt8]) {
        PackedStays.each(of: bytes) { span, count in
            if counts.indices.contains(Int(span)) { counts[Int(span)] += count }
        }
    }

    func counts(of stage: Stage, _ source: UInt16) -> [JourneyFigures.Count] {
        counts.enumerated().filter { $0.element != 0 }.map { number, value in
            JourneyFigures.Count(
                stage: stage,
                source: source,
                measure: .stayed(DurationBucket(number: UInt16(number))),
                value: value
            )
        }
    }
}
