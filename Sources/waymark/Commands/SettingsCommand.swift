internal import ArgumentParser

/// Shows the settings.
struct SettingsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "settings",
        abstract: "Show the settings as they are, secrets masked."
    )

    @Flag(help: "Print the table of the README instead: every setting, its default and meaning.")
    var markdown = false

    func run() throws {
        if markdown {
            print(SettingTable.markdown)
        } else {
            print(SettingTable.current(try Configuration.read().1))
        }
    }
}
