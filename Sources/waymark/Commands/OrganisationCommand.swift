internal import ArgumentParser
internal import Domain
internal import Storage

/// The organisations of this install.
struct OrganisationCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "organisation",
        abstract: "List organisations, or found one.",
        subcommands: [List.self, Add.self],
        defaultSubcommand: List.self
    )

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the organisations.")

        func run() throws {
            let program = try Program()
            let list = try program.asking { () throws(StorageError) in
                try OrganisationStore(database: program.database(.work)).list()
            }
            for organisation in list {
                let zone = "\(organisation.timeZone), \(organisation.currency.code)"
                print("\(organisation.id.text)  \(organisation.name)  (\(zone))")
            }
        }
    }

    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Found an organisation.")

        @OptionGroup var founding: Founding

        func run() throws {
            let program = try Program()
            let (zone, currency) = try founding.checked()
            let id = try program.asking { () throws(StorageError) in
                try OrganisationStore(database: program.database(.work)).add(
                    name: founding.name,
                    timeZone: zone,
                    currency: currency,
                    at: Program.now()
                )
            }
            print("Organisation \(id.text) is founded. Add its owner:")
            print("  waymark user add EMAIL --name NAME --role owner --organisation \(id.text)")
        }
    }
}

/// What an organisation is founded with.
struct Founding: ParsableArguments {
    @Option(help: "The organisation's name.")
    var name = "My shop"

    @Option(help: "Its time zone, which decides what “today” means: a name of the tz database.")
    var timeZone = "Etc/UTC"

    @Option(help: "Its currency: three letters of ISO 4217.")
    var currency = "EUR"

    /// The time zone and currency, if there are such.
    func checked() throws(Complaint) -> (timeZone: String, currency: Currency) {
        guard TimeZoneFile.load(timeZone) != nil else {
            throw Complaint(
                "“\(timeZone)” is not a time zone of this system.",
                remedy: "Use a name such as Europe/Berlin; without any, install Debian's tzdata."
            )
        }
        guard let currency = Currency(currency) else {
            throw Complaint(
                "“\(currency)” is not a currency.",
                remedy: "Use three letters of ISO 4217, such as EUR or GHS."
            )
        }
        guard !name.isEmpty, name.count <= 120 else {
            throw Complaint("The name is empty or too long.", remedy: "Use 1 to 120 characters.")
        }
        return (timeZone, currency)
    }
}
