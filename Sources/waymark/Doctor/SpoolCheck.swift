internal import FoundationEssentials
internal import Storage

/// Looks at the folder where deliveries wait while the database is away.
struct SpoolCheck {
    let program: Program

    func findings() -> [Finding] { [spool()] }

    private func spool() -> Finding {
        let path = program.configuration.spool.place.directory
        guard FileManager.default.isWritableFile(atPath: path),
            let names = try? FileManager.default.contentsOfDirectory(atPath: path)
        else {
            return .ill(
                "Spool",
                "\(path) cannot be written: without it senders get 503 while the database is away",
                remedy: "WAYMARK_SPOOL_DIRECTORY names a folder that `waymark serve` may write to."
            )
        }
        let aside = names.filter { $0.hasSuffix(".aside") || $0.hasSuffix(".damaged") }
        guard aside.isEmpty else {
            return .ill(
                "Spool",
                "\(path) keeps deliveries that the database refused: \(aside.sorted())",
                remedy: "README.md says why, and what to do: While the database is away."
            )
        }
        let waiting = names.count { $0.hasSuffix(".spool") }
        return .well(
            "Spool",
            waiting == 0
                ? "\(path) is ready"
                : "\(path): \(waiting) files go into the database; if they stay, a transaction "
                    + "holds rows that they need: information_schema.innodb_trx tells which"
        )
    }
}
