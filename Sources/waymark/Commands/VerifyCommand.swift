internal import ArgumentParser
internal import Machine
internal import Storage
internal import Work

/// Recounts what reports are answered from.
struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Recount every customer and figure from the events and say where they differ.",
        discussion: """
            For a quiet moment: what is being applied meanwhile can show as a difference.
            Ends with 0 where nothing differs, with 1 where something does.
            """
    )

    func run() throws {
        let program = try Program()
        let database = program.database(.work, readTimeout: 600)
        let organisations = try program.asking { () throws(StorageError) in
            try OrganisationStore(database: database).list()
        }
        var isRight = true
        for organisation in organisations {
            let finding = try program.asking { () throws(StorageError) in
                try Verification(database: database, organisation: organisation)
                    .run { count in
                        StandardError.write("\r\(organisation.name): \(count) customers")
                    }
            }
            StandardError.write("\r")
            isRight = isRight && finding.differences.isEmpty
            let verdict = finding.differences.isEmpty ? "✓" : "✗"
            print(
                "\(verdict) \(organisation.name): \(finding.customers) customers recounted, "
                    + "\(finding.differences.count) differences"
            )
            for difference in finding.differences { print("  \(difference)") }
        }
        guard isRight else { throw ExitCode(1) }
    }
}
