internal import ArgumentParser
internal import Backup
internal import Cryptography
internal import Machine

/// Saves everything that the database holds.
struct BackupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Save the whole database into one compressed file, while everything runs.",
        discussion: """
            One consistent snapshot: customers, events, settings and every kept delivery as it \
            came. The file is read again before it gets its name, and none is ever written over. \
            WAYMARK_KEYS is not in it: keep the keys in another safe place. `waymark restore` \
            brings it back.
            """
    )

    @Argument(help: "The new file, or a folder: then the file is named after the time.")
    var path: String

    @Option(help: "In a folder: keep the newest so many backups and remove older ones.")
    var keep: Int?

    func validate() throws {
        guard let keep else { return }
        guard keep >= 1 else { throw ValidationError("--keep wants a number from 1 on.") }
        guard Saving.isFolder(path) else {
            throw ValidationError("--keep wants a folder, and \(path) is none.")
        }
    }

    func run() throws {
        let program = try Program()
        let start = ContinuousClock.now
        let file = Saving.file(at: path, at: Program.now())
        let progress = ProgressLine("saving")
        let made = try Saving(program: program).save(to: file) { table, bytes in
            progress.show(bytes, at: table)
        }
        progress.end()
        print(
            "✓ \(file): \(made.trailer.rowCount) rows of \(made.trailer.rows.count) tables, "
                + "\(ByteCount(made.bytes)), in \((ContinuousClock.now - start).components.seconds) s"
        )
        print("  SHA-256 of its text: \(Hex.encode(made.trailer.digest))")
        guard let keep else { return }
        for old in try Saving.thinOut(folder: path, keeping: keep) { print("  removed \(old)") }
    }
}
