package import Domain
internal import MariaDB

/// The counts that journey reports are answered from.
package struct TallyStore {
    private let database: Database
    private let organisation: Organisation.ID
    /// Every worker counts on rows of its own, so that no two wait for each other.
    private let shard: UInt16

    package init(database: Database, organisation: Organisation.ID, shard: UInt16) {
        self.database = database
        self.organisation = organisation
        self.shard = shard
    }

    /// Adds a change of the counts to what is stored.
    package func add(
        _ change: JourneyTally,
        sources: [String: UInt16]
    ) throws(StorageError) {
        try addCounts(StoredCount.rows(of: change, sources: sources))
        try addPlaces(change, sources: sources)
    }

    /// Puts these counts into the place of all that are stored; who is where stays.
    package func recount(
        _ tally: JourneyTally,
        sources: [String: UInt16]
    ) throws(StorageError) {
        try database.execute(
            "DELETE FROM journey_counts WHERE organisation_id = \(organisation)"
        )
        try addCounts(StoredCount.rows(of: tally, sources: sources))
    }

    private func addCounts(_ counts: [StoredCount: Int64]) throws(StorageError) {
        let rows: [[any SQLValue]] = counts.sorted { $0.key < $1.key }.map { count, value in
            [
                organisation, count.grain.rawValue, count.day, count.source, count.stage,
                count.measure, count.detail, shard, value,
            ]
        }
        try database.executeMany(
            """
            INSERT INTO journey_counts
                (organisation_id, grain, day, source_id, stage, measure, detail, shard, value)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON DUPLICATE KEY UPDATE value = value + VALUES(value)
            """,
            rows
        )
    }

    private func addPlaces(
        _ change: JourneyTally,
        sources: [String: UInt16]
    ) throws(StorageError) {
        let rows: [[any SQLValue]] = change.places.map { place, standing in
            [
                organisation, place.stage, place.source.flatMap { sources[$0] } ?? 0,
                place.currency?.code ?? "", shard, standing.customers, standing.amount,
            ]
        }
        try database.executeMany(
            """
            INSERT INTO journey_places
                (organisation_id, stage, source_id, currency, shard, customers, amount)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            ON DUPLICATE KEY UPDATE customers = customers + VALUES(customers),
                amount = amount + VALUES(amount)
            """,
            rows
        )
    }
}

/// One row of `journey_counts`, apart from who counted it.
struct StoredCount: Hashable, Comparable {
    enum Grain: String {
        case day
        case month
    }

    let grain: Grain
    let day: Day
    let source: UInt16
    let stage: Stage
    let measure: UInt8
    let detail: UInt16

    /// Every count twice: under its day and under its month.
    static func rows(
        of tally: JourneyTally,
        sources: [String: UInt16]
    ) -> [StoredCount: Int64] {
        var rows: [StoredCount: Int64] = [:]
        for (key, value) in tally.counts {
            let (measure, detail) = key.measure.code
            for (grain, day) in [(Grain.day, key.day), (.month, key.day.firstOfMonth)] {
                let row = StoredCount(
                    grain: grain,
                    day: day,
                    source: key.source.flatMap { sources[$0] } ?? 0,
                    stage: key.stage,
                    measure: measure,
                    detail: detail
                )
                rows[row, default: 0] += value
            }
        }
        return rows.filter { $0.value != 0 }
    }

    static func < (left: StoredCount, right: StoredCount) -> Bool {
        (left.grain.rawValue, left.day, left.source, left.stage, left.measure, left.detail)
            < (
                right.grain.rawValue, right.day, right.source, right.stage, right.measure,
                right.detail
            )
    }
}
