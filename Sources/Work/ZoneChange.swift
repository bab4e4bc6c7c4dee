internal import Domain
package import Storage

/// Brings a new time zone of an organisation into force: the journey's days begin at another hour,
/// so all of its customers are counted anew, in one transaction that holds every lane.
package struct ZoneChange {
    private static let chunk = 500

    private let database: Database

    /// - Parameter database: of the work account.
    package init(database: Database) {
        self.database = database
    }

    /// Makes the changes that were asked for; tells how many.
    package func run() throws(StorageError) -> Int {
        let organisations = try OrganisationStore(database: database).listZoneChanges()
        for organisation in organisations { try change(organisation) }
        return organisations.count
    }

    private func change(_ id: Organisation.ID) throws(StorageError) {
        try database.transaction { () throws(StorageError) in
            try QueueStore(database: database).lockAll()
            let store = OrganisationStore(database: database)
            // Another process may have been quicker.
            guard let organisation = try store.find(id), let name = organisation.nextTimeZone
            else { return }
            guard let zone = TimeZoneFile.load(name) else {
                throw StorageError(.broken, "the system does not know the time zone \(name)")
            }
            if name != organisation.timeZone { try recount(id, in: zone) }
            try store.takeNextTimeZone(of: id)
        }
    }

    private func recount(_ id: Organisation.ID, in zone: TimeZone) throws(StorageError) {
        let store = RecountStore(database: database, organisation: id)
        let records = CustomerRecords(database: database, organisation: id)
        var tally = JourneyTally()
        var names: Set<String> = []
        var last = Customer.ID(0)
        while true {
            let ids = try store.customers(after: last, limit: ZoneChange.chunk)
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
