package import Domain
internal import MariaDB

/// Reads what verification compares: customers in order of their ids, and the counts as stored.
package struct RecountStore {
    private let database: Database
    private let organisation: Organisation.ID

    package init(database: Database, organisation: Organisation.ID) {
        self.database = database
        self.organisation = organisation
    }

    /// The next living customers after an id.
    package func customers(
        after id: Customer.ID,
        limit: Int
    ) throws(StorageError) -> [Customer.ID] {
        let ids: [Customer.ID] = try database.rows(
            """
            SELECT id FROM customers
            WHERE organisation_id = \(organisation) AND id > \(id) AND stage IS NOT NULL
            ORDER BY id LIMIT \(limit)
            """
        )
        return ids
    }

    /// Where the stored counts differ from these, as sentences; empty where they agree.
    package func differences(from tally: JourneyTally) throws(StorageError) -> [String] {
        let sources: [(String, UInt16)] = try database.rows(
            "SELECT name, id FROM sources WHERE organisation_id = \(organisation)"
        )
        let numbers = Dictionary(sources) { first, _ in first }
        return try countDifferences(CellCounts.cells(of: tally, sources: numbers))
            + placeDifferences(tally, sources: numbers)
    }

    private func countDifferences(
        _ expected: [JourneyCell: CellCounts]
    ) throws(StorageError) -> [String] {
        var stored = try counts()
        for (cell, spans) in try stays() {
            stored[cell, default: CellCounts()].stays = spans.filter { $0.value != 0 }
        }
        stored = stored.filter { !$0.value.isNothing }
        return Set(stored.keys).union(expected.keys).sorted().flatMap { cell in
            (stored[cell] ?? CellCounts()).differences(from: expected[cell] ?? CellCounts())
                .map { "\(cell): \($0)" }
        }
    }

    private func counts() throws(StorageError) -> [JourneyCell: CellCounts] {
        let rows:
            [(
                Bool, String, Day, UInt16, Stage, Int64, Int64, Int64, Int64, Int64, Int64, Int64,
                Int64, Int64, Int64, Int64
            )] = try database.rows(
                """
                SELECT is_total, grain, day, source_id, stage \(fragment: CellCounts.sums)
                FROM journey_counts WHERE organisation_id = \(organisation)
                GROUP BY is_total, grain, day, source_id, stage
                """
            )
        var counts: [JourneyCell: CellCounts] = [:]
        for row in rows {
            guard let grain = JourneyCell.Grain(rawValue: row.1) else { continue }
            let cell = JourneyCell(
                grain: grain,
                day: row.2,
                source: row.0 ? nil : row.3,
                stage: row.4
            )
            counts[cell] = CellCounts(values: [
                row.5, row.6, row.7, row.8, row.9, row.10, row.11, row.12, row.13, row.14, row.15,
            ])
        }
        return counts
    }

    /// How long customers stayed, as it is stored.
    func stays() throws(StorageError) -> [JourneyCell: [DurationBucket: Int64]] {
        let rows: [(Int64, [UInt8])] = try database.rows(
            "SELECT cell, stays FROM journey_stays WHERE organisation_id = \(organisation)"
        )
        var stays: [JourneyCell: [DurationBucket: Int64]] = [:]
        for (number, bytes) in rows {
            guard let cell = JourneyCell(number: number) else { continue }
            PackedStays.add(bytes, to: &stays[cell, default: [:]])
        }
        return stays
    }

    private func placeDifferences(
        _ tally: JourneyTally,
        sources: [String: UInt16]
    ) throws(StorageError) -> [String] {
        let rows: [(Stage, UInt16, String, Int64, Amount)] = try database.rows(
            """
            SELECT stage, source_id, currency, SUM(customers), SUM(amount)
            FROM journey_places WHERE organisation_id = \(organisation)
            GROUP BY stage, source_id, currency
            HAVING SUM(customers) <> 0 OR SUM(amount) <> 0
            """
        )
        var stored: [String: String] = [:]
        for (stage, source, currency, customers, amount) in rows {
            stored["\(stage.name), source \(source), \(currency)"] =
                "\(customers) customers, \(amount.text(decimals: 2))"
        }
        var expected: [String: String] = [:]
        for (place, standing) in tally.places {
            let source = place.source.flatMap { sources[$0] } ?? 0
            expected["\(place.stage.name), source \(source), \(place.currency?.code ?? "")"] =
                "\(standing.customers) customers, \(standing.amount.text(decimals: 2))"
        }
        return Set(stored.keys).union(expected.keys).sorted().compactMap { place in
            let (found, should) = (stored[place] ?? "none", expected[place] ?? "none")
            return found == should ? nil : "now in \(place): stored \(found), recounted \(should)"
        }
    }
}

extension CellCounts {
    /// What of these counts is not as it should be, as the ends of sentences.
    fileprivate func differences(from expected: CellCounts) -> [String] {
        let counts = zip(counted, expected.counted).filter { $0.value != $1.value }.map {
            "\($0.measure): stored \($0.value), recounted \($1.value)"
        }
        let spans = Set(stays.keys).union(expected.stays.keys).sorted()
            .filter { stays[$0] != expected.stays[$0] }
            .map { span in
                "stayed \(span.lowerBound) s: stored \(stays[span] ?? 0), "
                    + "recounted \(expected.stays[span] ?? 0)"
            }
        return counts + spans
    }
}
