/// Where the database is, and who Waymark is there.
struct DatabaseSettings: Sendable {
    let socket: String
    let host: String
    let port: Int
    /// Certificates of who may vouch for the host; empty for a connection without TLS.
    let authorities: String
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
        authorities = settings.text(
            "WAYMARK_DATABASE_CA",
            "File with the certificates that may vouch for that host, such as "
                + "`/etc/ssl/certs/ca-certificates.crt`: connections are encrypted and certificate "
                + "and name checked; unset: no encryption"
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
        if !authorities.isEmpty, host.isEmpty {
            settings.fault(
                "WAYMARK_DATABASE_CA",
                is: authorities,
                "of use with WAYMARK_DATABASE_HOST only"
            )
        }
    }
}
