internal import ArgumentParser
internal import Domain
internal import Machine
internal import Storage

/// Fills an organisation of its own with very many customers, to measure and to try things on.
struct DataSetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dataset",
        abstract: "Fill an organisation of its own with as many customers and events as you say.",
        discussion: """
            Writes straight into the tables, without the webhook: about two million events a \
            minute. The same seed and end make the same data. An organisation that has data \
            already is not touched; whoever should see the data set joins by `waymark user add`.
            """
    )

    @Option(help: "How many customers.")
    var customers = 10_000

    @Option(help: "How many events they have together.")
    var events = 100_000

    @Option(help: "How many of the latest deliveries are kept; a tenth of the events by itself.")
    var deliveries: Int?

    @Option(help: "Another number makes other customers.")
    var seed: UInt64 = 1

    @Option(help: "The last day of the data set, such as 2026-11-20; yesterday by itself.")
    var until: String?

    @Option(help: "An organisation without data to fill, by its number; a new one by itself.")
    var organisation: Int64?

    func validate() throws {
        guard (1...2_000_000).contains(customers) else {
            throw ValidationError("--customers is 1 to 2000000.")
        }
        guard events >= customers, events <= 50 * customers else {
            throw ValidationError("--events is 1 to 50 for each customer.")
        }
        guard deliveries ?? 0 >= 0 else {
            throw ValidationError("--deliveries cannot be negative.")
        }
    }

    func run() throws {
        let program = try Program()
        let settings = program.configuration.database
        let work = Database(settings.connection(as: .work, readTimeout: 600))
        let end = try end()
        let record = try program.asking { () throws(StorageError) in try target(work) }
        guard let record, let zone = TimeZoneFile.load(record.timeZone) else {
            throw Complaint(
                "There is no empty organisation with this number.",
                remedy: "Leave --organisation out: the data set then gets a new one."
            )
        }
        let plan = DataSetPlan(
            seed: seed,
            customers: customers,
            events: events,
            currency: record.currency,
            end: end
        )
        var loader = DataSetLoader(
            plan,
            into: record,
            zone: zone,
            work: work,
            api: program.database(.api),
            deliveries: deliveries ?? events / 10
        )
        let clock = ContinuousClock()
        let start = clock.now
        try program.asking { () throws(StorageError) in
            try loader.load { what, count in StandardError.write("\r· \(count) \(what) ") }
        }
        StandardError.write("\r")
        let seconds = Int((clock.now - start) / .seconds(1))
        print("Organisation \(record.id.text), “\(record.name)”, is filled, in \(seconds) s:")
        for line in loader.totals.lines { print("  \(line)") }
        print("Look at it: waymark user add EMAIL --role owner --organisation \(record.id.text)")
    }

    private func end() throws -> Instant {
        let today = TimeZone.utc.day(of: Program.now())
        guard let last = until.map(Day.init(iso:)) ?? today.advanced(by: -1) else {
            throw ValidationError("--until is a day such as 2026-11-20.")
        }
        let end = TimeZone.utc.start(of: last.advanced(by: 1))
        guard end >= DataSetNumbers.earliestEnd else {
            throw ValidationError("--until is too early: numbers of rows begin in 2025.")
        }
        return end
    }

    /// The organisation to fill: a new one, or the one asked for if it is there and empty.
    private func target(_ work: Database) throws(StorageError) -> OrganisationRecord? {
        let store = OrganisationStore(database: work)
        if let organisation {
            let id = Organisation.ID(organisation)
            let isEmpty = try DataSetStore(database: work, organisation: id).isEmpty()
            return isEmpty ? try store.find(id) : nil
        }
        guard let currency = Currency("EUR") else { return nil }
        return try store.find(
            store.add(
                name: "Data set \(seed): \(customers) customers",
                timeZone: "Etc/UTC",
                currency: currency,
                at: Program.now()
            )
        )
    }
}
