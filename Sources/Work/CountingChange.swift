package import Domain
package import Storage

/// Brings settings of an organisation into force that its journey is counted by: in another time
/// zone days begin at another hour, within another window others count as converted. So all of its
/// customers are counted anew, in one transaction that holds every lane.
package struct CountingChange {
    private static let chunk = 500

    private let database: Database
    private let clock: @Sendable () -> Instant

    /// - Parameter database: of the work account.
    package init(database: Database, clock: @escaping @Sendable () -> Instant) {
        self.database = database
        self.clock = clock
    }

    /// Makes the changes that were asked for; tells how many.
    package func run() throws(StorageError) -> Int {
        let organisations = try OrganisationStore(database: database).listCountingChanges()
        for organisation in organisations { try change(organisation) }
        return organisations.count
    }

    private func change(_ id: Organisation.ID) throws(StorageError) {
        try database.transaction { () throws(StorageError) in
            try QueueStore(database: database).lockAll()
            let store = OrganisationStore(database: database)
            guard let organisation = try store.find(id) else { return }
            let name = organisation.nextTimeZone ?? organisation.timeZone
            let window = organisation.nextWindow ?? organisation.window
            guard let zone = TimeZoneFile.load(name) else {
                throw StorageError(.broken, "the system does not know the time zone \(name)")
            }
            // Another process may have been quicker.
            if name != organisation.timeZone || window != organisation.window {
                try recount(id, in: zone, within: window)
            }
            try store.take(timeZone: name, window: window, of: id)
            try FeedStore(database: database).tell(.organisation, "", to: id, at: clock())
        }
    }

    private func recount(
        _ id: Organisation.ID,
        in zone: TimeZone,
        within window: ConversionWindow
    ) throws(StorageError) {
        let store = RecountStore(database: database, organisation: id)
        let records = CustomerRecords(database: database, organisation: id)
        var tally = JourneyTally(within: window)
        var names: Set<String> = []
        var last = Customer.ID(0)
        while true {
            let ids = try store.customers(after: last, limit: CountingChange.chunk)
            guard let end = ids.last else { break }
            last = end
            for customer in try records.load(Set(ids)).values {
                tally.add(customer, in: zone)
                if let source = customer.source { names.insert(source.value) }
            }
        }
        var sources = SourceStore(database: database)
        try TallyStore(database: database, organisation: id, shard: 0)
            .recount(tally, sources: try sources.numbers(of: names, in: id))
    }
}
