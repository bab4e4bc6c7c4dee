internal import Domain
internal import JSON
internal import Storage

/// Applies one organisation's journey facts, many with a handful of statements: finds whose they
/// are, lets the ledger decide, and writes customers, events, stages, counts and the feed.
///
/// Runs inside the transaction that also removes the jobs: all of it happens, or none.
struct JourneyBatch {
    /// A fact and the delivery that brought it, without the bytes. A class: hundreds of them go from
    /// hand to hand, and each array of copies would be as large as all of them.
    final class Entry: Sendable {
        let fact: JourneyFact
        let delivery: Delivery.ID
        let connection: Connection.ID
        let receivedAt: Instant

        init(_ fact: JourneyFact, from delivery: StoredDelivery) {
            self.fact = fact
            self.delivery = delivery.id
            connection = delivery.connection
            receivedAt = delivery.receivedAt
        }

        var key: EventStore.Key {
            EventStore.Key(connection: connection, dedupKey: fact.dedupKey)
        }

        /// The names that the fact gives its customer, strongest first.
        var identities: [Identity] {
            [.external(fact.customerID, in: connection)]
                + (fact.email.map { [.email($0)] } ?? [])
        }
    }

    let organisation: Organisation.ID
    let settings: OrganisationSettings.Settings
    let database: Database
    let ids: IdentifierSource
    let shard: UInt16
    let now: Instant

    private var records: CustomerRecords {
        CustomerRecords(database: database, organisation: organisation)
    }

    private var identityStore: IdentityStore {
        IdentityStore(database: database, organisation: organisation)
    }

    private var events: EventStore {
        EventStore(database: database, organisation: organisation)
    }

    /// Applies what is new among the entries; repetitions change nothing.
    func apply(_ entries: [Entry], sources: inout SourceStore) throws(StorageError) {
        let fresh = try withoutRepetitions(entries)
        guard !fresh.isEmpty else { return }
        let known = try identityStore.find(Set(fresh.flatMap(\.identities)))
        let before = try records.load(Set(known.values.map(\.customer)))
        let (ledger, settled) = try decide(fresh, known: known, before: before)
        let named = settled.compactMap(\.event.source) + before.values.compactMap(\.source?.value)
        let numbers = try sources.numbers(of: Set(named), in: organisation)
        try write(ledger, settled, known: known, before: before, sources: numbers)
    }

    private func withoutRepetitions(_ entries: [Entry]) throws(StorageError) -> [Entry] {
        var seen = try events.known(Set(entries.map(\.key)))
        return entries.filter { seen.insert($0.key).inserted }
    }

    /// What the ledger makes of the entries, with each one's settled event.
    private func decide(
        _ entries: [Entry],
        known: [Identity: IdentityStore.Record],
        before: [Customer.ID: Customer]
    ) throws(StorageError) -> (CustomerLedger, [(entry: Entry, event: JourneyEvent)]) {
        var ledger = CustomerLedger(
            owners: known.mapValues(\.customer),
            customers: before,
            keptApart: try keptApart(entries, known),
            nextID: { ids.next() }
        )
        var settled: [(entry: Entry, event: JourneyEvent)] = []
        for entry in entries {
            let event = JourneyEvent(
                entry.fact,
                receivedAt: entry.receivedAt,
                currency: settings.currency
            )
            _ = ledger.record(CustomerLedger.Entry(event: event, identities: entry.identities))
            settled.append((entry, event))
        }
        return (ledger, settled)
    }

    /// Asked only where known names of two customers meet, which is rare.
    private func keptApart(
        _ entries: [Entry],
        _ known: [Identity: IdentityStore.Record]
    ) throws(StorageError) -> [(Customer.ID, Customer.ID)] {
        let meeting = Set(known.values.map(\.customer))
        let mayMerge = entries.contains { $0.identities.count > 1 } && meeting.count > 1
        return mayMerge ? try identityStore.keptApart(meeting) : []
    }

    private func write(
        _ ledger: CustomerLedger,
        _ settled: [(entry: Entry, event: JourneyEvent)],
        known: [Identity: IdentityStore.Record],
        before: [Customer.ID: Customer],
        sources: [String: UInt16]
    ) throws(StorageError) {
        var after = ledger.customers.filter { ledger.changed.contains($0.key) }
        try records.save(after, over: before, sources: sources)
        try WordStore(database: database, organisation: organisation)
            .save(after, before: before, gone: Set(ledger.merges.map(\.merged)))
        let numbered = try addIdentities(ledger)
        let names = known.mapValues(\.id).merging(numbered) { stored, _ in stored }
        try applyMerges(ledger, names: numbered, delivery: settled[0].entry.delivery)
        let stored = eventRecords(settled, ledger: ledger, names: names)
        try events.add(stored, sources: sources)
        try recountPaid(&after, settled: settled, ledger: ledger)
        try tally(before: before, after: after, merged: ledger.merges, sources: sources)
        try tell(stored, before: before, after: after)
    }

    private func addIdentities(_ ledger: CustomerLedger) throws(StorageError) -> [Identity: Identity
        .ID]
    {
        var numbered: [Identity: Identity.ID] = [:]
        var rows: [(Identity, IdentityStore.Record)] = []
        for identity in ledger.newIdentities {
            guard let owner = ledger.owners[identity] else { continue }
            let id: Identity.ID = ids.next()
            numbered[identity] = id
            rows.append((identity, IdentityStore.Record(id: id, customer: owner)))
        }
        try identityStore.add(rows)
        return numbered
    }

    private func applyMerges(
        _ ledger: CustomerLedger,
        names: [Identity: Identity.ID],
        delivery: Delivery.ID
    ) throws(StorageError) {
        guard !ledger.merges.isEmpty else { return }
        let store = MergeStore(database: database, organisation: organisation)
        for merge in ledger.merges {
            try store.merge(
                merge,
                id: ids.next(),
                delivery: delivery,
                identities: merge.identities.compactMap { names[$0] },
                at: now
            )
        }
        try records.clearCounts(of: Set(ledger.merges.map(\.merged)))
    }

    private func eventRecords(
        _ settled: [(entry: Entry, event: JourneyEvent)],
        ledger: CustomerLedger,
        names: [Identity: Identity.ID]
    ) -> [EventStore.Record] {
        settled.compactMap { entry, event in
            guard let strongest = entry.identities.first, let identity = names[strongest],
                let customer = ledger.owners[strongest]
            else { return nil }
            return EventStore.Record(
                id: ids.next(),
                customer: customer,
                identity: identity,
                connection: entry.connection,
                delivery: entry.delivery,
                receivedAt: entry.receivedAt,
                dedupKey: entry.fact.dedupKey,
                event: event,
                metadata: entry.fact.metadata
            )
        }
    }

    /// Revenue is counted from the stored purchases, for those whose purchases changed.
    private func recountPaid(
        _ after: inout [Customer.ID: Customer],
        settled: [(entry: Entry, event: JourneyEvent)],
        ledger: CustomerLedger
    ) throws(StorageError) {
        let paying = settled.filter { $0.event.paid != nil }
            .compactMap { $0.entry.identities.first.flatMap { ledger.owners[$0] } }
        let customers = Set(paying).union(ledger.merges.map(\.kept)).intersection(after.keys)
        let paid = try records.paidFromEvents(customers)
        for customer in customers {
            after[customer]?.paid = paid[customer] ?? [:]
        }
        try records.savePaid(paid)
    }

    private func tally(
        before: [Customer.ID: Customer],
        after: [Customer.ID: Customer],
        merged: [CustomerLedger.Merge],
        sources: [String: UInt16]
    ) throws(StorageError) {
        var change = JourneyTally(within: settings.window)
        for id in Set(after.keys).union(merged.map(\.merged)) {
            if let customer = before[id] { change.remove(customer, in: settings.zone) }
        }
        for customer in after.values {
            change.add(customer, in: settings.zone)
        }
        try TallyStore(database: database, organisation: organisation, shard: shard)
            .add(change, sources: sources)
    }

    private func tell(
        _ stored: [EventStore.Record],
        before: [Customer.ID: Customer],
        after: [Customer.ID: Customer]
    ) throws(StorageError) {
        let feed = FeedStore(database: database)
        let newest = stored.suffix(JourneyBatch.mostTold).map(\.id.text).joined(separator: ",")
        try feed.tell(.event, newest, to: organisation, at: now)
        let moves = after.filter { before[$0.key]?.journey.stage != $0.value.journey.stage }
            .prefix(JourneyBatch.mostTold)
            .map { id, customer in
                JourneyBatch.move(
                    of: id,
                    from: before[id]?.journey.stage,
                    to: customer.journey.stage
                )
            }
        guard !moves.isEmpty else { return }
        let payload = JSON.array(moves).serialised()
        try feed.tell(.journey, String(decoding: payload, as: UTF8.self), to: organisation, at: now)
    }

    /// A screen shows no more of one batch: beyond, only the totals matter.
    private static let mostTold = 50

    private static func move(of id: Customer.ID, from: Stage?, to: Stage) -> JSON {
        ["from": .optional(from?.name), "to": .string(to.name), "customer_id": .string(id.text)]
    }
}
