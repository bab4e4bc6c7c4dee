internal import ArgumentParser

/// Makes or changes the schema. Serving never does so by itself.
struct MigrateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate",
        abstract: "Bring the database's schema to that of this program, and grant the rights."
    )

    @Flag(help: "Only list what would be applied.")
    var list = false

    func run() throws {
        let keeper = SchemaKeeper(try Program().configuration.database)
        if list {
            for name in try keeper.pending(as: .migrate) { print(name) }
            return
        }
        try keeper.migrate { name, time in
            print("✓ \(name) (\(time.wholeMilliseconds) ms)")
        }
    }
}

extension Duration {
    fileprivate var wholeMilliseconds: Int64 {
        components.seconds * 1_000 + components.attoseconds / 1_000_000_000_000_000
    }
}
