internal import ArgumentParser
internal import MariaDB

/// Makes or changes the schema. Serving never does so by itself.
struct MigrateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate",
        abstract: "Bring the database's schema to that of this program, and grant the rights."
    )

    @Flag(help: "Only list the statements and the sizes of the tables that they touch.")
    var rehearse = false

    func run() throws {
        let keeper = SchemaKeeper(try Program().configuration.database)
        guard !rehearse else {
            let rehearsals = try keeper.rehearse()
            if rehearsals.isEmpty { print("Nothing is pending: the schema is current.") }
            for rehearsal in rehearsals { show(rehearsal) }
            return
        }
        try keeper.migrate { name, time in
            print("✓ \(name) (\(time.wholeMilliseconds) ms)")
        }
    }
}

extension MigrateCommand {
    private func show(_ rehearsal: Rehearsal) {
        print(rehearsal.migration.name)
        for step in rehearsal.steps {
            print("  \(step.headline)")
            for table in step.tables {
                print("    \(table.name): about \(table.rows) rows, \(table.bytes >> 20) MiB")
            }
        }
    }
}

extension Duration {
    fileprivate var wholeMilliseconds: Int64 {
        components.seconds * 1_000 + components.attoseconds / 1_000_000_000_000_000
    }
}
