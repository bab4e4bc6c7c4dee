/// Where the database is, and who Waymark is there.
struct DatabaseSettings: Sendable {
    /// The accounts, by what they are for: each may do only that.
    enum Account: String, CaseIterable, Sendable {
        /// Changes the schema.
        case migrate
        /// Applies deliveries: every row, no change of schema.
        case work
        /// Knows callers and takes deliveries in.
        case gate
        /// Sees one organisation at a time, through the views of the tenant wall.
        case api
    }

    let socket: String
    let host: String
    let port: Int
    let name: String
    let clients: String
    let schemaDirectory: String
    private let prefix: String
    private let passwords: [Account: String]

    init(_ settings: inout SettingReader) {
        socket = settings.text(
            "WAYMARK_DATABASE_SOCKET",
            default: "/run/mysqld/mysqld.sock",
            "Unix socket of MariaDB"
        )
        host = settings.text(
            "WAYMARK_DATABASE_HOST",
            "Host of MariaDB, instead of the socket"
        )
        port = settings.number(
            "WAYMARK_DATABASE_PORT",
            default: 3306,
            in: 1...65_535,
            "Port at that host"
        )
        name = settings.identifier(
            "WAYMARK_DATABASE_NAME",
            default: "waymark",
            "Name of the database"
        )
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
        schemaDirectory = settings.text(
            "WAYMARK_SCHEMA",
            default: "/usr/share/waymark/schema",
            "Folder of the schema that came with this program"
        )
        passwords = Account.allCases.reduce(into: [:]) { passwords, account in
            passwords[account] = settings.text(
                "WAYMARK_DATABASE_PASSWORD_\(account.rawValue.uppercased())",
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

    /// The account's password; empty where it needs none.
    func password(_ account: Account) -> String { passwords[account, default: ""] }
}

extension SettingReader {
    /// Reads a name that stands in SQL as an identifier: letters, digits and underscores.
    fileprivate mutating func identifier(
        _ name: String,
        default fallback: String,
        _ meaning: String
    ) -> String {
        let value = text(name, default: fallback, meaning)
        let isPlain = value.utf8.allSatisfy { byte in
            byte == UInt8(ascii: "_") || Character(Unicode.Scalar(byte)).isLetter
                || Character(Unicode.Scalar(byte)).isWholeNumber
        }
        if isPlain, value.utf8.count <= 32 { return value }
        fault(name, is: value, "not a name of at most 32 letters, digits and underscores")
        return fallback
    }
}
