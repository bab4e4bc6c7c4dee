internal import Domain
internal import MariaDB

/// How long customers stayed in a stage, a packed value a cell.
struct StayStore {
    let database: Database
    let organisation: Organisation.ID
    let shard: UInt16

    /// Adds a change to what is stored: to what is there under its lock.
    func add(_ change: [JourneyCell: [DurationBucket: Int64]]) throws(StorageError) {
        let numbers = change.filter { !$0.value.isEmpty }.keys.map(\.number).sorted()
        let stored = try stored(numbers)
        try update(change.filter { stored[$0.key.number] != nil }, over: stored)
        try insert(change.filter { stored[$0.key.number] == nil })
    }

    private func update(
        _ change: [JourneyCell: [DurationBucket: Int64]],
        over stored: [Int64: [UInt8]]
    ) throws(StorageError) {
        let rows = change.sorted { $0.key.number < $1.key.number }
            .map { cell, stays -> [any SQLValue] in
                var sum = stays
                PackedStays.add(stored[cell.number] ?? [], to: &sum)
                return [PackedStays.bytes(of: sum), organisation, cell.number, shard]
            }
        try database.executeMany(
            """
            UPDATE journey_stays SET stays = ?
            WHERE organisation_id = ? AND cell = ? AND shard = ?
            """,
            rows
        )
    }

    /// Writes cells that were not there a moment ago: one may be there now, where two processes
    /// share a shard, and is added to by putting one value behind the other.
    func insert(_ cells: [JourneyCell: [DurationBucket: Int64]]) throws(StorageError) {
        let rows = cells.filter { !$0.value.isEmpty }.sorted { $0.key.number < $1.key.number }
            .map { cell, stays -> [any SQLValue] in
                [organisation, cell.number, shard, PackedStays.bytes(of: stays)]
            }
        try database.executeMany(
            """
            INSERT INTO journey_stays (organisation_id, cell, shard, stays) VALUES (?, ?, ?, ?)
            ON DUPLICATE KEY UPDATE stays = CONCAT(stays, VALUES(stays))
            """,
            rows
        )
    }

    private func stored(_ cells: [Int64]) throws(StorageError) -> [Int64: [UInt8]] {
        let rows: [(Int64, [UInt8])] = try cells.inParts { some throws(StorageError) in
            try database.rows(
                """
                SELECT cell, stays FROM journey_stays
                WHERE organisation_id = \(organisation) AND cell IN \(anyOf: some)
                    AND shard = \(shard)
                ORDER BY cell FOR UPDATE
                """
            )
        }
        return Dictionary(rows) { first, _ in first }
    }
}
