internal import Domain
internal import Storage

/// Merges two customers because a person said that they are one.
struct MergeByHand {
    let recount: CustomerRecount
    let now: Instant

    /// Does nothing where they have become one meanwhile, or the request was taken back.
    func run(_ id: Identifier<Merge>, sources: inout SourceStore) throws(StorageError) {
        let (database, organisation) = (recount.database, recount.organisation)
        let requests = MergeRequestStore(database: database, organisation: organisation)
        guard let request = try requests.take(id) else { return }
        try recount.run([request.one, request.other], sources: &sources) {
            customers throws(StorageError) in
            var ledger = CustomerLedger(
                owners: [:],
                customers: customers,
                keptApart: [],
                nextID: { request.one }
            )
            ledger.unite(request.one, request.other, by: request.asker)
            for merge in ledger.merges {
                try MergeStore(database: database, organisation: organisation)
                    .merge(merge, id: id, delivery: nil, identities: [], at: now)
            }
        }
    }
}
