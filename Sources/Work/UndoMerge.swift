internal import Domain
internal import Storage

/// Takes a merge back: the customer merged away returns with its names and what came under them.
struct UndoMerge {
    let organisation: Organisation.ID
    let settings: OrganisationSettings.Settings
    let database: Database
    let shard: UInt16
    let now: Instant

    /// Does nothing where the merge was undone already.
    func run(_ id: Identifier<Merge>, sources: inout SourceStore) throws(StorageError) {
        let merges = MergeStore(database: database, organisation: organisation)
        guard let record = try merges.find(id) else { return }
        let records = CustomerRecords(database: database, organisation: organisation)
        let both: Set<Customer.ID> = [record.kept, record.merged]
        let before = try records.load(both)
        try merges.undo(id, record, at: now)
        let after = try EventStore(database: database, organisation: organisation).fold(both)
        let names = (before.values.map(\.source) + after.values.map(\.source))
            .compactMap { $0?.value }
        let numbers = try sources.numbers(of: Set(names), in: organisation)
        try records.clearCounts(of: both)
        try records.save(after, over: [:], sources: numbers)
        try records.savePaid(after.mapValues(\.paid))
        try WordStore(database: database, organisation: organisation)
            .save(after, before: before.filter { $0.key == record.kept })
        var change = JourneyTally()
        for customer in before.values { change.remove(customer, in: settings.zone) }
        for customer in after.values { change.add(customer, in: settings.zone) }
        try TallyStore(database: database, organisation: organisation, shard: shard)
            .add(change, sources: numbers)
    }
}
