/// Waymark's accounts in the database: their names, where they come from, their passwords.
struct AccountSettings: Sendable {
    /// An account, by what it is for: each may do only that.
    enum Account: String, CaseIterable, Sendable {
        /// Changes the schema.
        case migrate
        /// Applies deliveries: every row, no change of schema.
        case work
        /// Knows callers and takes deliveries in.
        case gate
        /// Sees one organisation at a time, through the views of the tenant wall.
        case api

        /// The setting of its password.
        var passwordName: String { "WAYMARK_DATABASE_PASSWORD_\(rawValue.uppercased())" }
    }

    /// The host part of the accounts.
    let clients: String
    private let prefix: String
    private let passwords: [Account: String]

    init(_ settings: inout SettingReader) {
        prefix = settings.identifier(
            "WAYMARK_DATABASE_ACCOUNTS",
            default: "waymark",
            "First part of the accounts' names: `waymark_migrate`, `waymark_work`, "
                + "`waymark_gate`, `waymark_api`"
        )
        clients = settings.text(
            "WAYMARK_DATABASE_CLIENTS",
            default: "localhost",
            "Host part of the accounts: `%` or an address pattern for a database elsewhere"
        )
        passwords = Account.allCases.reduce(into: [:]) { passwords, account in
            passwords[account] = settings.text(
                account.passwordName,
                isSecret: true,
                "Password of the account `\(account.rawValue)`"
            )
        }
        if clients.contains(where: { character in "'\"\\`".contains(character) }) {
            settings.fault("WAYMARK_DATABASE_CLIENTS", is: clients, "not a host pattern")
        }
    }

    /// The account's name in MariaDB.
    func user(_ account: Account) -> String { "\(prefix)_\(account.rawValue)" }

    /// The account's password; empty where none is set.
    func password(_ account: Account) -> String { passwords[account, default: ""] }
}
