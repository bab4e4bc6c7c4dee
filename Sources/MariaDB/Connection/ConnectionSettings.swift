/// Where the database is, who calls, and how long to wait for it.
package struct ConnectionSettings: Sendable, Hashable {
    package enum Address: Sendable, Hashable {
        case socket(String)
        case host(String, port: UInt16 = 3306)
    }

    package var address: Address
    /// A file with the certificates of who may vouch for a host: the connection is encrypted then,
    /// or does not come about. Nil asks for no encryption; a socket needs none.
    package var authorities: String?
    package var user: String
    package var password: String
    /// The schema that unqualified names mean; nil to choose none.
    package var database: String?
    /// Seconds until a connection that does not come about counts as unavailable.
    package var connectTimeout: UInt32
    /// Seconds a statement may take; 0 waits for ever (migrations, backups).
    ///
    /// The server stops the statement itself half a second earlier (`.interrupted`), so that what
    /// the client gave up on does not run on; only a server that hangs costs the connection.
    package var readTimeout: UInt32
    /// Seconds a statement waits for a row that another transaction holds, 0 for not at all; shorter
    /// than `readTimeout`, or a wait would look like a lost connection.
    package var lockTimeout: UInt32
    /// Whether whatever is run belongs to a transaction, which then begins by itself and costs a
    /// round trip less.
    package var isTransactional = false

    package init(
        address: Address,
        authorities: String? = nil,
        user: String,
        password: String = "",
        database: String? = nil,
        connectTimeout: UInt32 = 2,
        readTimeout: UInt32 = 4,
        lockTimeout: UInt32 = 3
    ) {
        self.address = address
        self.authorities = authorities
        self.user = user
        self.password = password
        self.database = database
        self.connectTimeout = connectTimeout
        self.readTimeout = readTimeout
        self.lockTimeout = lockTimeout
    }
}

extension ConnectionSettings: CustomStringConvertible {
    /// Fit for a log: without the password.
    package var description: String {
        switch address {
        case .socket(let path): "\(user)@\(path)/\(database ?? "")"
        case .host(let name, let port): "\(user)@\(name):\(port)/\(database ?? "")"
        }
    }
}
