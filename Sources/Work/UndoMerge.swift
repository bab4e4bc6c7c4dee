internal import Domain
internal import Storage

/// Takes a merge back: the customer merged away returns with its names and what came under them.
struct UndoMerge {
    let recount: CustomerRecount
    let now: Instant

    /// Does nothing where the merge was undone already.
    func run(_ id: Identifier<Merge>, sources: inout SourceStore) throws(StorageError) {
        let merges = MergeStore(database: recount.database, organisation: recount.organisation)
        guard let record = try merges.find(id) else { return }
        try recount.run([record.kept, record.merged], sources: &sources) {
            _ throws(StorageError) in
            try merges.undo(id, record, at: now)
        }
    }
}
