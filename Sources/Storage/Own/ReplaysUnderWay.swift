internal import Domain
internal import MariaDB

/// Failed deliveries that are on their way once more: until they come to something, they want no
/// attention.
struct ReplaysUnderWay {
    /// Up to so many jobs are looked at to name the replays among them; where more wait, each
    /// failure is looked up among the jobs.
    private static let few = 1_000

    /// Nil where very much waits.
    private let ids: [Int64]?

    init(in database: Database) throws(StorageError) {
        let jobs: [(Int64, Bool)] = try database.rows(
            "(SELECT id, kind = 'replay_delivery' FROM own_jobs LIMIT \(ReplaysUnderWay.few + 1))"
        )
        ids = jobs.count > ReplaysUnderWay.few ? nil : jobs.filter(\.1).map(\.0)
    }

    /// What holds of a failure `f` that waits for somebody.
    var none: [SQL] {
        guard let ids else { return [.none("own_jobs j WHERE j.id = f.delivery_id")] }
        // Row by row: the server would make a range of the index between every two of them.
        return ids.isEmpty ? [] : [.unindexed("NOT f.delivery_id IN \(anyOf: ids)")]
    }
}
