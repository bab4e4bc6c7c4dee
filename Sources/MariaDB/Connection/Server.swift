internal import CMariaDB

/// The open link to a server: opens, sets the session up, speaks the text protocol, closes.
@safe
final class Server {
    let handle: UnsafeMutablePointer<MYSQL>
    /// How many bytes of values one packet may hold: a little under what the server accepts. It
    /// answers more by hanging up, which would look like a lost connection and be tried again and
    /// again.
    private(set) var packetLimit = Server.usualPacket - Server.packetHead

    /// What servers accept by default, in bytes.
    private static let usualPacket = 16 << 20
    /// Room for what is in a packet beside values.
    private static let packetHead = 64 << 10

    /// The library must be set up once before threads use it.
    private static let libraryIsReady = mysql_server_init(0, nil, nil) == 0

    init(_ settings: ConnectionSettings) throws(DatabaseError) {
        guard Self.libraryIsReady, let handle = unsafe mysql_init(nil) else {
            throw DatabaseError(misuse: "the client library does not start")
        }
        unsafe self.handle = handle
        setOptions(settings)
        try connect(settings)
        let packet = try min(number("SELECT @@max_allowed_packet"), Server.usualPacket)
        packetLimit = max(packet - Server.packetHead, packet / 2)
    }

    deinit {
        unsafe mysql_close(handle)
    }

    var failure: DatabaseError { unsafe DatabaseError(of: handle) }

    /// Sends one statement as text and passes over its rows.
    func run(_ text: String) throws(DatabaseError) {
        var text = text
        let status = text.withUTF8 { text in
            unsafe text.withMemoryRebound(to: CChar.self) { text in
                unsafe mysql_real_query(handle, text.baseAddress, UInt(text.count))
            }
        }
        guard status == 0 else { throw failure }
        try drain()
    }

    /// The number that a query tells; 0 where it tells none.
    private func number(_ query: String) throws(DatabaseError) -> Int {
        guard unsafe mysql_query(handle, query) == 0, let rows = unsafe mysql_store_result(handle)
        else { throw failure }
        defer { unsafe mysql_free_result(rows) }
        guard let row = unsafe mysql_fetch_row(rows), let text = unsafe row[0] else { return 0 }
        return unsafe Int(String(cString: text)) ?? 0
    }

    /// Brings the session back to where it was after connecting; prepared statements are gone.
    func reset() throws(DatabaseError) {
        guard unsafe mysql_reset_connection(handle) == 0 else { throw failure }
    }

    func ping() throws(DatabaseError) {
        guard unsafe mysql_ping(handle) == 0 else { throw failure }
    }

    /// What every session of ours holds to: UTC, strict, every text in full Unicode. What a list
    /// looks up beside its rows is read row by row: gathered first, as the server may do where a
    /// table is small, it would cost the list its order and its limit.
    func setUp(_ settings: ConnectionSettings) throws(DatabaseError) {
        try run(
            """
            SET NAMES utf8mb4, SESSION time_zone = '+00:00', SESSION sql_mode = \
            'STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO,\
            NO_ENGINE_SUBSTITUTION,ONLY_FULL_GROUP_BY', \
            SESSION tx_isolation = 'READ-COMMITTED', \
            SESSION optimizer_switch = 'outer_join_with_cache=off', \
            SESSION innodb_lock_wait_timeout = \(settings.lockTimeout), \
            SESSION max_statement_time = \(settings.statementTime), \
            SESSION autocommit = \(settings.isTransactional ? 0 : 1)
            """
        )
    }

    private func drain() throws(DatabaseError) {
        repeat {
            if let rows = unsafe mysql_use_result(handle) {
                while unsafe mysql_fetch_row(rows) != nil {}
                unsafe mysql_free_result(rows)
            }
            guard unsafe mysql_errno(handle) == 0 else { throw failure }
        } while unsafe mysql_next_result(handle) == 0
        guard unsafe mysql_errno(handle) == 0 else { throw failure }
    }

    private func setOptions(_ settings: ConnectionSettings) {
        unsafe mysql_options(handle, MYSQL_SET_CHARSET_NAME, "utf8mb4")
        set(MYSQL_OPT_CONNECT_TIMEOUT, settings.connectTimeout)
        set(MYSQL_OPT_LOCAL_INFILE, 0)
        set(MYSQL_OPT_RECONNECT, 0)
        set(MYSQL_REPORT_DATA_TRUNCATION, 1)
        if case .host = settings.address, let authorities = settings.authorities {
            unsafe mysql_options(handle, MYSQL_OPT_SSL_CA, authorities)
            set(MYSQL_OPT_SSL_VERIFY_SERVER_CERT, 1)
            set(MYSQL_OPT_SSL_ENFORCE, 1)
        }
        if settings.readTimeout > 0 {
            set(MYSQL_OPT_READ_TIMEOUT, settings.readTimeout)
            set(MYSQL_OPT_WRITE_TIMEOUT, settings.readTimeout)
        }
    }

    /// Four zero-extended bytes serve the library's `unsigned int` and, little-endian, `my_bool`.
    private func set(_ option: mysql_option, _ number: UInt32) {
        var number = number
        unsafe mysql_options(handle, option, &number)
    }

    private func connect(_ settings: ConnectionSettings) throws(DatabaseError) {
        var (socket, host, port): (String?, String?, UInt16) = (nil, nil, 0)
        switch settings.address {
        case .socket(let path): socket = path
        case .host(let name, let number): (host, port) = (name, number)
        }
        let link = unsafe mysql_real_connect(
            handle,
            host,
            settings.user,
            settings.password,
            settings.database,
            UInt32(port),
            socket,
            0
        )
        guard unsafe link != nil else { throw failure.beforeConnecting }
    }
}

extension DatabaseError {
    /// What was never there cannot be lost: a server that accepts and then says nothing is
    /// unavailable.
    fileprivate var beforeConnecting: DatabaseError {
        guard kind == .connectionLost else { return self }
        return DatabaseError(code: code, state: state, message: message, kind: .unavailable)
    }
}

extension ConnectionSettings {
    /// Seconds after which the server itself stops a statement; 0 for never.
    fileprivate var statementTime: String {
        readTimeout > 0 ? "\(readTimeout - 1).5" : "0"
    }
}
