internal import Domain
internal import Storage

/// Makes a few customers anew from what is stored of them, once a person has had something moved
/// between them; rows, words and the journey's counts follow.
struct CustomerRecount {
    let organisation: Organisation.ID
    let settings: OrganisationSettings.Settings
    let database: Database
    let shard: UInt16

    /// - Parameter change: moves what is to be moved; gets those of the customers who live.
    func run(
        _ ids: Set<Customer.ID>,
        sources: inout SourceStore,
        change: ([Customer.ID: Customer]) throws(StorageError) -> Void
    ) throws(StorageError) {
        let records = CustomerRecords(database: database, organisation: organisation)
        let before = try records.load(ids)
        try change(before)
        let after = try CustomerFold(database: database, organisation: organisation).run(ids)
        let names = (before.values.map(\.source) + after.values.map(\.source))
            .compactMap { $0?.value }
        let numbers = try sources.numbers(of: Set(names), in: organisation)
        try records.clearCounts(of: ids)
        try records.save(after, over: [:], sources: numbers)
        try records.savePaid(after.mapValues(\.paid))
        try WordStore(database: database, organisation: organisation)
            .save(after, before: before, gone: Set(before.keys).subtracting(after.keys))
        var tally = JourneyTally(within: settings.window)
        for customer in before.values { tally.remove(customer, in: settings.zone) }
        for customer in after.values { tally.add(customer, in: settings.zone) }
        try TallyStore(database: database, organisation: organisation, shard: shard)
            .add(tally, sources: numbers)
    }
}
