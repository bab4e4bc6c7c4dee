internal import ArgumentParser
internal import Domain
internal import Machine
internal import Storage

/// Shows Waymark at work: a believable year of a shop, and customers who come now.
struct DemoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Send a year of believable history and live traffic through the webhook.",
        discussion: """
            Posts to the first organisation's default connection, signed, like any sender. The
            same seed tells the same year; what was sent before counts once.
            """
    )

    @Option(help: "How many customers the year has.")
    var customers = 2_000

    @Option(help: "Another number tells another year.")
    var seed: UInt64 = 1

    @Option(help: "Live events a second.")
    var rate = 1.0

    @Flag(inversion: .prefixedNo, help: "Send the year of history.")
    var history = true

    @Flag(inversion: .prefixedNo, help: "Keep sending what happens now.")
    var live = true

    func validate() throws {
        guard customers >= 0 else { throw ValidationError("--customers cannot be negative.") }
        guard rate > 0, rate <= 1_000 else { throw ValidationError("--rate is 0.001 to 1000.") }
    }

    func run() throws {
        let program = try Program()
        let organisations = try program.asking { () throws(StorageError) in
            try OrganisationStore(database: program.database(.work)).list()
        }
        guard let organisation = organisations.first, let kit = try kit(program, organisation)
        else {
            throw Complaint(
                "There is no default connection with a live secret to send to.",
                remedy: "`waymark setup` makes one."
            )
        }
        let year = DemoHistory(
            seed: seed,
            customers: customers,
            currency: organisation.currency,
            now: Program.now()
        )
        let demo = DemoRun(kit, year)
        if history { try send(demo) }
        if live { try demo.sendLive(perSecond: rate) }
    }

    private func kit(_ program: Program, _ organisation: OrganisationRecord) throws -> SenderKit? {
        let kits = try SenderKits(program)
        return try program.asking { () throws(StorageError) in try kits.find(of: organisation.id) }
    }

    private func send(_ demo: DemoRun) throws {
        let clock = ContinuousClock()
        let start = clock.now
        let count = try demo.sendHistory { count in
            StandardError.write("\r· \(count) events of history sent")
        }
        let seconds = (clock.now - start) / .seconds(1)
        StandardError.write("\r")
        let rate = Int(Double(count) / max(seconds, 0.001))
        print("· history of \(customers) customers: \(count) events sent, \(rate) a second")
    }
}
