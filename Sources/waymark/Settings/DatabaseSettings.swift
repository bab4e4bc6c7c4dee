/// Where the database is, and who Waymark is there.
struct DatabaseSettings: Sendable {
    let socket: String
    let host: String
    let port: Int
    let name: String
    let schemaDirectory: String
    let accounts: AccountSettings

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
        schemaDirectory = settings.text(
            "WAYMARK_SCHEMA",
            default: "/usr/share/waymark/schema",
            "Folder of the schema that came with this program"
        )
        accounts = AccountSettings(&settings)
    }
}
