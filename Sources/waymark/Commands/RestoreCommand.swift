internal import ArgumentParser
internal import Backup
internal import Domain

/// Brings back what a backup holds.
struct RestoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Bring a backup back, into an empty database.",
        discussion: """
            The file is read to its end and checked before anything is changed. On a new server \
            run `waymark accounts | sudo mariadb` first, and set WAYMARK_KEYS to the keys that \
            the backup was made under. A backup of an older Waymark is migrated forward.
            """
    )

    @Argument(help: "The file that `waymark backup` made.")
    var file: String

    @Flag(help: "Only read and check the file.")
    var check = false

    @Option(help: "Replace a database that is not empty; type its name.")
    var replace: String?

    @Flag(help: "Restore although keys are missing: sealed secrets are lost.")
    var withoutKeys = false

    func run() throws {
        let restoring = Restoring(program: try Program(), path: file)
        let start = ContinuousClock.now
        let contents = try restoring.check()
        let (header, trailer) = (contents.header, contents.trailer)
        print(
            "✓ \(file) is whole: \(trailer.rowCount) rows of \(trailer.rows.count) tables, "
                + "made \(header.madeAt.iso8601) by Waymark \(header.version), schema "
                + "\(header.schema.last?.name ?? "none"), keys \(header.keys)"
        )
        if check { return }
        if !withoutKeys { try restoring.requireKeys(contents) }
        try restoring.clear(replacing: replace)
        let newer = try restoring.fill(contents)
        for name in newer { print("✓ migrated forward: \(name)") }
        print(
            "✓ Restored: every table has as many rows as in the backup, in "
                + "\((ContinuousClock.now - start).components.seconds) s. "
                + "`waymark verify` recounts every figure."
        )
    }
}
