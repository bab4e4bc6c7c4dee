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
        try addCounts(CellCounts.cells(of: change, sources: sources))
        try addPlaces(change, sources: sources)
    }

    /// Puts these counts into the place of all that are stored; who is where stays.
    package func recount(
        _ tally: JourneyTally,
        sources: [String: UInt16]
    ) throws(StorageError) {
        for delete: SQL in [
            "DELETE FROM journey_counts WHERE organisation_id = \(organisation)",
            "DELETE FROM journey_stays WHERE organisation_id = \(organisation)",
        ] {
            try database.execute(delete)
        }
        try addCounts(CellCounts.cells(of: tally, sources: sources))
    }

    private func addCounts(_ cells: [JourneyCell: CellCounts]) throws(StorageError) {
        let rows = cells.filter { cell in cell.value.values.contains { $0 != 0 } }
            .sorted { $0.key < $1.key }
            .map { cell, counts -> [any SQLValue] in
                [
                    organisation, cell.source == nil, cell.grain.rawValue, cell.day,
                    cell.source ?? 0, cell.stage, shard,
                ] + (counts.values as [any SQLValue])
            }
        try database.executeMany(TallyStore.insert, rows)
        try StayStore(database: database, organisation: organisation, shard: shard)
            .add(cells.mapValues(\.stays))
    }

    private static let insert = """
        INSERT INTO journey_counts (organisation_id, is_total, grain, day, source_id, stage, shard,
            entered, began, moved_2, moved_3, moved_4, moved_5,
            converted_2, converted_3, converted_4, converted_5, seconds_stayed)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON DUPLICATE KEY UPDATE entered = entered + VALUES(entered),
            began = began + VALUES(began),
            moved_2 = moved_2 + VALUES(moved_2), moved_3 = moved_3 + VALUES(moved_3),
            moved_4 = moved_4 + VALUES(moved_4), moved_5 = moved_5 + VALUES(moved_5),
            converted_2 = converted_2 + VALUES(converted_2),
            converted_3 = converted_3 + VALUES(converted_3),
            converted_4 = converted_4 + VALUES(converted_4),
            converted_5 = converted_5 + VALUES(converted_5),
            seconds_stayed = seconds_stayed + VALUES(seconds_stayed)
        """

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
