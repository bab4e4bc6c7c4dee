internal import Cryptography
internal import Domain
internal import Intake
internal import JSON
internal import Storage

/// Writes a data set into an organisation's tables, as processing would have left them: every
/// table in the order of its primary key, and the counts from the same fold that processing and
/// `waymark verify` use.
struct DataSetLoader {
    /// Rows of one transaction.
    private static let chunk = 2_000
    /// Customers whose counts are summed up before they are added to the stored ones.
    private static let counted = 40_000
    /// One of so many deliveries is followed by one that could not be understood, and each fourth
    /// time by one that could not be applied.
    private static let failing = 500

    let plan: DataSetPlan
    let organisation: OrganisationRecord
    let zone: TimeZone
    let work: Database
    let api: Database
    /// How many of the latest deliveries are kept.
    let deliveries: Int

    private(set) var totals = DataSetTotals()
    private var customers: [PackedCustomer] = []
    private var deeds: [PackedDeed] = []
    private var places: [DataSetPlace: Connection.ID] = [:]
    private var sources: [String: UInt16] = [:]

    init(
        _ plan: DataSetPlan,
        into organisation: OrganisationRecord,
        zone: TimeZone,
        work: Database,
        api: Database,
        deliveries: Int
    ) {
        self.plan = plan
        self.organisation = organisation
        self.zone = zone
        self.work = work
        self.api = api
        self.deliveries = deliveries
    }

    /// Writes everything.
    ///
    /// - Parameter progress: called with what is being written and how much of it is.
    mutating func load(progress: (String, Int) -> Void) throws(StorageError) {
        let store = DataSetStore(database: work, organisation: organisation.id)
        try store.trustRows()
        let scope = try OwnScope(organisation.id, on: api)
        defer { scope.leave() }
        try addConnections(scope)
        var sourceStore = SourceStore(database: work)
        sources = try work.transaction { () throws(StorageError) in
            sourceStore.forget()
            return try sourceStore.numbers(
                of: Set(DataSetSource.all.map(\.name)),
                in: organisation.id
            )
        }
        try loadCustomers(scope, progress)
        deeds.sort(by: PackedDeed.isEarlier)
        try loadEvents(store, progress)
        try store.analyse()
    }

    private mutating func addConnections(_ scope: OwnScope) throws(StorageError) {
        for place in DataSetPlace.allCases {
            let id = Connection.ID(
                DataSetNumbers.number(at: plan.end - DataSetPlan.span, Int(place.rawValue))
            )
            places[place] = id
            try ConnectionStore(scope).add(
                ConnectionRecord(
                    id: id,
                    name: place.name,
                    token: Random.alphanumerics(32),
                    scheme: String(
                        decoding: SignatureScheme.waymark.json.serialised(),
                        as: UTF8.self
                    ),
                    acceptsUnsigned: false,
                    isDefault: false,
                    createdAt: plan.end - DataSetPlan.span,
                    pausedAt: nil
                )
            )
        }
    }

    private mutating func loadCustomers(
        _ scope: OwnScope,
        _ progress: (String, Int) -> Void
    ) throws(StorageError) {
        customers.reserveCapacity(plan.customers)
        deeds.reserveCapacity(plan.events)
        var tally = JourneyTally(within: organisation.window)
        for start in stride(from: 0, to: plan.customers, by: DataSetLoader.chunk) {
            let end = min(start + DataSetLoader.chunk, plan.customers)
            let batch = try writeCustomers(start..<end, &tally)
            try scope.transaction { () throws(StorageError) in
                try batch.writeRecords(in: scope)
            }
            if end == plan.customers || end.isMultiple(of: DataSetLoader.counted) {
                try add(tally)
                tally = JourneyTally(within: organisation.window)
            }
            progress("customers", end)
        }
    }

    private func add(_ tally: JourneyTally) throws(StorageError) {
        try work.transaction { () throws(StorageError) in
            try TallyStore(database: work, organisation: organisation.id, shard: 0)
                .add(tally, sources: sources)
        }
    }

    private mutating func writeCustomers(
        _ numbers: Range<Int>,
        _ tally: inout JourneyTally
    ) throws(StorageError) -> DataSetBatch {
        var batch = DataSetBatch()
        for number in numbers {
            let made = DataSetCustomer(number, of: plan)
            guard let folded = made.folded(), let place = places[made.place] else { continue }
            let (id, wasGuest) = batch.take(made, folded, connection: place)
            tally.add(folded, in: zone)
            totals.add(folded, made.records, wasMerged: wasGuest)
            let currencies = DataSetPlan.currencies(plan.currency)
            customers.append(
                PackedCustomer(
                    id: id,
                    place: made.place,
                    currency: UInt8(currencies.firstIndex { $0.0 == made.currency } ?? 0),
                    wasGuest: wasGuest
                )
            )
            for (ordinal, deed) in made.deeds.enumerated() {
                deeds.append(PackedDeed(deed, ordinal, of: number))
            }
        }
        try work.transaction { () throws(StorageError) in
            try batch.write(to: work, organisation.id, sources: sources)
        }
        return batch
    }

    private mutating func loadEvents(
        _ store: DataSetStore,
        _ progress: (String, Int) -> Void
    ) throws(StorageError) {
        let events = EventStore(database: work, organisation: organisation.id)
        let currencies = DataSetPlan.currencies(plan.currency).map(\.0)
        for start in stride(from: 0, to: deeds.count, by: DataSetLoader.chunk) {
            let range = start..<min(start + DataSetLoader.chunk, deeds.count)
            let messages = range.map { index in message(index, currencies) }
            let kept = zip(range, messages).filter { $0.0 >= deeds.count - deliveries }
            let entries = kept.map { $0.1.entry(of: organisation.id) }
            let failures = kept.compactMap { failure(after: $0.1, $0.0) }
            try work.transaction { () throws(StorageError) in
                try events.add(messages.map(\.record), sources: sources)
                try store.add(entries + failures.map(\.delivery))
                try store.add(failures)
            }
            totals.events += messages.count
            totals.deliveries += entries.count + failures.count
            totals.failures += failures.count
            progress("events", range.upperBound)
        }
    }

    private func message(_ index: Int, _ currencies: [Currency]) -> DataSetMessage {
        let customer = customers[Int(deeds[index].customer)]
        return DataSetMessage(
            deeds[index],
            rank: index,
            of: customer,
            currency: currencies[Int(customer.currency)],
            seed: plan.seed,
            connection: places[customer.place] ?? Connection.ID(0)
        )
    }

    private func failure(after message: DataSetMessage, _ index: Int) -> DataSetStore.Failure? {
        guard index.isMultiple(of: DataSetLoader.failing) else { return nil }
        return index.isMultiple(of: 4 * DataSetLoader.failing)
            ? message.dead(in: organisation.id) : message.quarantined(in: organisation.id)
    }
}
