internal import ArgumentParser

/// Looks whether all is well and says what to do where it is not.
struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Check settings, database, schema, rights, spool, sockets, nginx, mail, clock.",
        discussion: "Ends with 0 where all is well, with 1 where something is not."
    )

    @Flag(help: "Show the settings as well, secrets masked.")
    var settings = false

    func run() throws {
        let (_, entries) = try Configuration.read()
        if settings { print(SettingTable.current(entries) + "\n") }
        let program = try Program()
        let given = entries.filter { entry in entry.origin != .fallback }.count
        let findings =
            [Finding.well("Settings", "\(given) given, none unknown"), keys(program)]
            + DatabaseCheck(program: program).findings()
            + SpoolCheck(program: program).findings()
            + FrontCheck(program: program).findings()
            + MailCheck(settings: program.configuration.mail).findings()
        for finding in findings { print(finding.text) }
        guard findings.allSatisfy(\.isWell) else { throw ExitCode(1) }
    }

    private func keys(_ program: Program) -> Finding {
        do {
            _ = try program.keys()
            return .well("Keys", "secrets can be sealed")
        } catch {
            return .ill(
                "Keys",
                "WAYMARK_KEYS is not set: secrets of connections cannot be sealed or opened",
                remedy: "Set it to a new key, such as 1:$(openssl rand -hex 32), and keep it safe."
            )
        }
    }
}
