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
        return try countDifferences(StoredCount.rows(of: tally, sources: numbers))
            + placeDifferences(tally, sources: numbers)
    }

    private func countDifferences(
        _ expected: [StoredCount: Int64]
    ) throws(StorageError) -> [String] {
        let rows: [(String, Day, UInt16, Stage, UInt8, UInt16, Int64)] = try database.rows(
            """
            SELECT grain, day, source_id, stage, measure, detail, SUM(value)
            FROM journey_counts WHERE organisation_id = \(organisation)
            GROUP BY grain, day, source_id, stage, measure, detail
            HAVING SUM(value) <> 0
            """
        )
        var stored: [StoredCount: Int64] = [:]
        for row in rows {
            guard let grain = StoredCount.Grain(rawValue: row.0) else { continue }
            let count = StoredCount(
                grain: grain,
                day: row.1,
                source: row.2,
                stage: row.3,
                measure: row.4,
                detail: row.5
            )
            stored[count] = row.6
        }
        return Set(stored.keys).union(expected.keys).sorted().compactMap { count in
            let (found, should) = (stored[count] ?? 0, expected[count] ?? 0)
            return found == should ? nil : "\(count): stored \(found), recounted \(should)"
        }
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

extension StoredCount: CustomStringConvertible {
    var description: String {
        "\(grain.rawValue) \(day.iso), source \(source), \(stage.name), measure \(measure)/\(detail)"
    }
}
