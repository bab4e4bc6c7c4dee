internal import ArgumentParser
internal import Domain
internal import Storage

/// The organisations of this install.
struct OrganisationCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "organisation",
        abstract: "The organisations of this install: each is a tenant of its own.",
        subcommands: [List.self, Add.self, Rename.self],
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

    struct Rename: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Give an organisation another name.",
            discussion: "  waymark organisation rename 1 \"Kente & Co\""
        )

        @Argument(help: "The organisation's number, as `waymark organisation list` shows it.")
        var number: Int64

        @Argument(help: "Its new name, of 1 to 120 characters.")
        var name: String

        func run() throws {
            try Founding.check(name: name)
            let program = try Program()
            let id = Organisation.ID(number)
            let found = try program.asking { () throws(StorageError) in
                let store = OrganisationStore(database: program.database(.work))
                guard try store.find(id) != nil else { return false }
                try store.rename(id, to: name)
                return true
            }
            guard found else {
                throw Complaint(
                    "There is no organisation \(number).",
                    remedy: "`waymark organisation list` lists them."
                )
            }
            print("Organisation \(number) is called \(name) now.")
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
        try Founding.check(name: name)
        return (timeZone, currency)
    }

    /// Whether an organisation can be called that.
    static func check(name: String) throws(Complaint) {
        guard !name.allSatisfy(\.isWhitespace), name.unicodeScalars.count <= 120 else {
            throw Complaint("The name is empty or too long.", remedy: "Use 1 to 120 characters.")
        }
    }
}
