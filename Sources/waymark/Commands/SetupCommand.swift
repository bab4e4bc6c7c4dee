internal import ArgumentParser
internal import Domain
internal import Storage

/// The first start: an organisation, its owner and a connection, with all that is needed to begin.
/// Every later time it says where things are, and shows no secret.
struct SetupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "setup",
        abstract: "Make the first organisation, its owner and a connection; print how to begin.",
        discussion: "What is there already stays as it is, so it can be run again at any time."
    )

    @OptionGroup var founding: Founding

    @Option(help: "The owner's e-mail address, for signing in.")
    var email = "owner@example.com"

    func run() throws {
        let program = try Program()
        let database = program.database(.work)
        let organisation = try organisation(program, database)
        let kits = try SenderKits(program)
        var lines = ["Page      \(program.configuration.serving.url)/admin/customer-journey"]
        lines += try ownerLines(program, database, organisation)
        let known = try program.asking { () throws(StorageError) in
            try kits.find(of: organisation)
        }
        let kit = try known ?? made(program, database, kits, organisation)
        lines.append("Webhook   \(kit.url)")
        if known == nil { lines.append("Secret    \(kit.secret)") }
        for line in lines { print("  \(line)") }
        if known == nil { print("\n  Password and secret are not shown again.") }
        print("\n  Send a signed event and see it on the page:\n\n\(kit.curl())")
    }

    private func organisation(
        _ program: Program,
        _ database: Database
    ) throws -> Organisation.ID {
        let (zone, currency) = try founding.checked()
        return try program.asking { () throws(StorageError) in
            let store = OrganisationStore(database: database)
            if let first = try store.list().first { return first.id }
            return try store.add(
                name: founding.name,
                timeZone: zone,
                currency: currency,
                at: Program.now()
            )
        }
    }

    private func ownerLines(
        _ program: Program,
        _ database: Database,
        _ organisation: Organisation.ID
    ) throws -> [String] {
        let known = try program.asking { () throws(StorageError) in
            try PeopleStore(database: database).firstOwner(of: organisation)
        }
        if let known {
            return [
                "E-mail    \(known)",
                "          forgotten password: waymark user password \(known)",
            ]
        }
        guard let email = EmailAddress(email) else {
            throw Complaint("“\(email)” is not an e-mail address.", remedy: "Give another --email.")
        }
        let membership = try People(program).join(
            email,
            name: "Owner",
            to: organisation,
            as: .owner
        )
        guard case .added(let password) = membership else { return ["E-mail    \(email.text)"] }
        return ["E-mail    \(email.text)", "Password  \(password)"]
    }

    private func made(
        _ program: Program,
        _ database: Database,
        _ kits: SenderKits,
        _ organisation: Organisation.ID
    ) throws -> SenderKit {
        try program.asking { () throws(StorageError) in
            let (_, ids) = try program.register(on: database)
            return try kits.make(for: organisation, ids: ids)
        }
    }
}
