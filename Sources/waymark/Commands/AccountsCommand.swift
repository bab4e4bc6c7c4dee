internal import ArgumentParser
internal import FoundationEssentials
internal import Storage

/// Prints the statements that make the database and its accounts.
struct AccountsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "accounts",
        abstract: "Print the SQL that makes the database and its four accounts.",
        discussion: """
            For the database's administrator, who runs it once:  waymark accounts | sudo mariadb
            The output holds the accounts' passwords.
            """
    )

    func run() throws {
        let settings = try Program().configuration.database
        let unset = AccountSettings.Account.allCases.filter {
            settings.accounts.password($0).isEmpty
        }
        guard unset.isEmpty else {
            let names = unset.map(\.passwordName)
            throw Complaint(
                "Not set: \(names.joined(separator: ", ")).",
                remedy: "Give each account a password, such as $(openssl rand -hex 24)."
            )
        }
        print(try SchemaFolder(settings).accounts())
    }
}
