internal import Cryptography
internal import Domain
internal import FoundationEssentials
internal import Logging
internal import Machine
internal import MariaDB
internal import Storage
internal import Threads

/// What every command starts from: the settings, the clock, the log, the way to the database.
struct Program: Sendable {
    static let version = "0.1.0"

    let configuration: Configuration
    let log: Logger
    /// Where trouble is told of.
    let book: LogBook

    /// Reads the settings; ends with all that is wrong with them.
    init() throws(SettingFaults) {
        let configuration = try Configuration.read().0
        self.configuration = configuration
        log = Logger(label: "waymark") { _ in LineLogHandler(level: configuration.logLevel) }
        book = LogBook(log, clock: Program.now)
    }

    /// The clock of the system: the one place where the program asks what time it is.
    static let now: @Sendable () -> Instant = {
        Instant(microseconds: Int64(Date.now.timeIntervalSince1970 * 1_000_000))
    }

    /// A session under one of the accounts; it connects when it is first used.
    ///
    /// - Parameter readTimeout: seconds that a statement may take.
    func database(_ account: AccountSettings.Account, readTimeout: UInt32 = 4) -> Database {
        Database(configuration.database.connection(as: account, readTimeout: readTimeout))
    }

    /// The keys that seal secrets.
    func keys() throws(Complaint) -> KeyRing {
        guard let ring = configuration.keys.ring else {
            throw Complaint(
                "WAYMARK_KEYS is not set, so secrets of connections cannot be sealed or opened.",
                remedy: "Set it to a new key, such as 1:$(openssl rand -hex 32), and keep it safe."
            )
        }
        return ring
    }

    /// Runs work on the database for a command, with refusals put as complaints.
    func asking<Result>(
        _ work: () throws(StorageError) -> Result
    ) throws(Complaint) -> Result {
        do {
            return try work()
        } catch {
            throw Complaint(error)
        }
    }

    /// A number for this process, and the source of its ids.
    func register(on database: Database) throws(StorageError) -> (node: Int64, IdentifierSource) {
        let node = try NodeStore(database: database).register(at: Program.now())
        return (node, IdentifierSource(node: node, clock: Program.now))
    }

    /// What this process tells of itself from now on.
    static func identity(_ node: Int64, as role: NodeRole) -> NodeIdentity {
        NodeIdentity(
            id: node,
            role: role,
            host: Host.name,
            version: Program.version,
            startedAt: Program.now()
        )
    }

    /// What a process that stays has to have before it begins: the database, whose schema is the
    /// one that it was written for, and its number there. While the database is away it waits,
    /// unless a number was reserved for that case. One that needs mending is not waited for.
    ///
    /// - Parameter reserved: takes a reserved number, where there is one.
    func begin(
        reserved: () -> Int64? = { nil }
    ) throws(Complaint) -> (node: Int64, IdentifierSource) {
        let gate = database(.gate)
        while true {
            do {
                try refuseOldSchema()
                return try register(on: gate)
            } catch {
                guard error.isTransient else { throw Complaint(error) }
                let number = reserved()
                guard number != nil || error.kind != .unusable else { throw Complaint(error) }
                book.tell("database.awaited", ["error": error.description])
                if let number {
                    return (number, IdentifierSource(node: number, clock: Program.now))
                }
                _ = StopSignal().wait(for: .seconds(1))
            }
        }
    }

    /// Throws where the database is away, or its schema is not the one that the program was
    /// written for.
    func refuseOldSchema() throws(StorageError) {
        let pending: [String]
        do {
            pending = try SchemaKeeper(configuration.database).pending(as: .gate)
        } catch {
            switch error {
            case .database(let error): throw StorageError(error)
            case .refused(let reason): throw StorageError(.broken, reason)
            }
        }
        guard pending.isEmpty else {
            throw StorageError(.broken, "the schema is behind by \(pending): `waymark migrate`")
        }
    }

    /// Puts what a room tells of a bad day into the log.
    var report: @Sendable (String, [String: String]) -> Void {
        { [book] event, particulars in book.tell(event, particulars) }
    }
}

extension DatabaseSettings {
    /// How to reach the database as one of the accounts.
    func connection(as account: AccountSettings.Account, readTimeout: UInt32 = 4)
        -> ConnectionSettings
    {
        let address: ConnectionSettings.Address =
            host.isEmpty ? .socket(socket) : .host(host, port: UInt16(port))
        return ConnectionSettings(
            address: address,
            authorities: authorities.isEmpty ? nil : authorities,
            user: accounts.user(account),
            password: accounts.password(account),
            database: name,
            readTimeout: readTimeout
        )
    }
}
