internal import ArgumentParser

/// The program. Each command composes the rooms that it needs and nothing else.
@main
struct Waymark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "waymark",
        abstract: "Self-hosted customer tracking for shops.",
        discussion: """
            Settings come from the environment and from the file that WAYMARK_CONFIG names, by
            itself /etc/waymark/waymark.conf;
            `waymark settings` shows them as they are, `waymark doctor` whether all is well.
            """,
        subcommands: [
            ServeCommand.self, WorkCommand.self, MigrateCommand.self, SetupCommand.self,
            OrganisationCommand.self, UserCommand.self, AccountsCommand.self, SettingsCommand.self,
            DoctorCommand.self, VerifyCommand.self, BackupCommand.self, RestoreCommand.self,
            DemoCommand.self, DataSetCommand.self,
        ]
    )
}
