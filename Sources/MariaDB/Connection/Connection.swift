/// A session with the database, for one thread: prepared statements, rows, transactions.
///
/// Nothing is repeated and no link is opened anew behind the caller's back. Once the link is lost
/// every call throws `.connectionLost`, `isBroken` says so, and the owner makes a new connection.
package final class Connection {
    let server: Server
    let settings: ConnectionSettings
    private var cache = StatementCache()
    /// Whether a call is under way; another one from within it would mix up the answers.
    private var isBusy = false
    /// Whether the link is lost, or its state unknown; it never heals.
    package private(set) var isBroken = false
    /// Whether a `transaction` is under way.
    package internal(set) var isInTransaction = false

    /// Connects and sets the session up; throws `.unavailable` where nobody answers.
    package init(_ settings: ConnectionSettings) throws(DatabaseError) {
        self.settings = settings
        server = try Server(settings)
        try server.setUp(settings)
    }

    /// Runs a statement; rows that it returns are passed over.
    @discardableResult
    package func execute(_ sql: SQL) throws(DatabaseError) -> Outcome {
        try guarded { () throws(DatabaseError) in
            try expectTransaction()
            let statement = try statement(sql.text)
            try statement.execute(sql.values)
            let outcome = statement.outcome
            try statement.finish()
            return outcome
        }
    }

    /// Reads every row of a statement's first result.
    ///
    /// Rows come from the server while `read` runs, so it must not use the connection. What `read`
    /// throws should be a `DatabaseError`, as `Row` does; the closure is untyped only so that its
    /// error need not be spelled at every call.
    package func query<T>(
        _ sql: SQL,
        _ read: (inout Row) throws -> T
    ) throws(DatabaseError) -> [T] {
        try query(sql, atMost: .max, read)
    }

    /// Reads the first row, or nil where there is none; the others are passed over.
    package func first<T>(
        _ sql: SQL,
        _ read: (inout Row) throws -> T
    ) throws(DatabaseError) -> T? {
        try query(sql, atMost: 1, read).first
    }

    /// Lets the server check a statement without running it.
    package func prepare(_ text: String) throws(DatabaseError) {
        try guarded { () throws(DatabaseError) in _ = try statement(text) }
    }

    /// Runs several statements as text, one after the other: migrations, set-up.
    package func run(script: String) throws(DatabaseError) {
        for statement in try Script(script).statements {
            try run(statement)
        }
    }

    /// Runs one statement as it stands there; for text that this room has made or judged.
    func run(text: ArraySlice<UInt8>) throws(DatabaseError) {
        try guarded { () throws(DatabaseError) in
            try server.run(String(decoding: text, as: UTF8.self))
        }
    }

    func run(_ statement: Script.Statement) throws(DatabaseError) {
        try guarded { () throws(DatabaseError) in try server.run(statement.text) }
    }

    /// Forgets everything of the session: open transaction, variables, locks, prepared statements.
    package func reset() throws(DatabaseError) {
        try guarded { () throws(DatabaseError) in
            isInTransaction = false
            cache.clear()
            try server.reset()
            try server.setUp(settings)
        }
    }

    /// Asks for a sign of life.
    package func ping() throws(DatabaseError) {
        try guarded { () throws(DatabaseError) in try server.ping() }
    }

    /// How many statements are kept prepared.
    package var preparedCount: Int { cache.count }

    /// Every call to the server goes through here, so that a lost link is noticed once and for all.
    func guarded<T>(_ call: () throws(DatabaseError) -> T) throws(DatabaseError) -> T {
        guard !isBroken else {
            throw DatabaseError(code: 2006, state: "HY000", message: "the connection was lost")
        }
        guard !isBusy else {
            throw DatabaseError(misuse: "the connection was used while its rows were being read")
        }
        isBusy = true
        defer { isBusy = false }
        do {
            return try call()
        } catch {
            if error.kind == .connectionLost { isBroken = true }
            throw error
        }
    }

    /// For the case that a transaction could not be ended: whether it is open is not known.
    func giveUp() {
        isBroken = true
    }

    /// What would be begun by itself outside of `transaction` would never be committed.
    private func expectTransaction() throws(DatabaseError) {
        guard settings.isTransactional, !isInTransaction else { return }
        throw DatabaseError(misuse: "all that this session runs belongs to transactions")
    }

    func statement(_ text: String) throws(DatabaseError) -> Statement {
        if let statement = cache.find(text) { return statement }
        let statement = try Statement(text, on: server)
        cache.keep(statement, as: text)
        return statement
    }

    private func statement(for sql: SQL) throws(DatabaseError) -> Statement {
        guard sql.isPlannedAnew else { return try statement(sql.text) }
        return try Statement(sql.text, on: server)
    }

    private func query<T>(
        _ sql: SQL,
        atMost limit: Int,
        _ read: (inout Row) throws -> T
    ) throws(DatabaseError) -> [T] {
        try guarded { () throws(DatabaseError) in
            try expectTransaction()
            let statement = try statement(for: sql)
            try statement.execute(sql.values)
            do throws(DatabaseError) {
                let rows = try statement.rows(atMost: limit, read)
                try statement.finish()
                return rows
            } catch {
                // The first error is the one to tell; a lost link shows again at the next call.
                try? statement.finish()
                throw error
            }
        }
    }
}

extension Statement {
    fileprivate func rows<T>(
        atMost limit: Int,
        _ read: (inout Row) throws -> T
    ) throws(DatabaseError) -> [T] {
        guard hasRows else { return [] }
        var rows: [T] = []
        while rows.count < limit, try fetch() {
            var row = Row(of: self)
            rows.append(try Self.read(&row, read))
        }
        return rows
    }

    private static func read<T>(
        _ row: inout Row,
        _ read: (inout Row) throws -> T
    ) throws(DatabaseError) -> T {
        do {
            return try read(&row)
        } catch let error as DatabaseError {
            throw error
        } catch {
            throw DatabaseError(misuse: "a row could not be read: \(error)")
        }
    }
}
