internal import Domain
package import MariaDB

/// A session with the database under one account; made anew by itself after a lost connection.
///
/// Belongs to one thread: nothing of it is Sendable.
package final class Database {
    private let settings: ConnectionSettings
    private var connection: MariaDB.Connection?
    /// The organisation that this session's connection has entered, if any (the tenant wall).
    private var entered: Organisation.ID?

    package init(_ settings: ConnectionSettings) {
        self.settings = settings
    }

    /// Asks the database for a sign of life.
    package func ping() throws(StorageError) {
        try attempt { connection throws(DatabaseError) in try connection.ping() }
    }

    /// Runs a statement and tells how many rows it changed.
    @discardableResult
    package func execute(_ statement: SQL) throws(StorageError) -> Int {
        try attempt { connection throws(DatabaseError) in
            Int(try connection.execute(statement).affectedRows)
        }
    }

    /// Runs one statement for many rows of values, in one round trip.
    @discardableResult
    package func executeMany(
        _ statement: String,
        _ rows: [[any SQLValue]]
    ) throws(StorageError) -> Int {
        guard !rows.isEmpty else { return 0 }
        let values = rows.map { $0.map(\.sqlValue) }
        return try attempt { connection throws(DatabaseError) in
            Int(try connection.executeMany(statement, rows: values).affectedRows)
        }
    }

    /// All rows of a query, each as a tuple of its columns in order.
    package func rows<each Column: SQLReadable>(
        _ query: SQL
    ) throws(StorageError) -> [(repeat each Column)] {
        func read(_ row: inout Row) throws(DatabaseError) -> (repeat each Column) {
            (repeat try row.next(as: (each Column).self))
        }
        return try attempt { connection throws(DatabaseError) in
            try connection.query(query, read)
        }
    }

    /// The only row of a query, or nil where there is none.
    package func row<each Column: SQLReadable>(
        _ query: SQL
    ) throws(StorageError) -> (repeat each Column)? {
        let all: [(repeat each Column)] = try rows(query)
        return all.first
    }

    /// Runs the body in a transaction: commits when it returns, rolls back when it throws.
    package func transaction<Result>(
        _ body: () throws(StorageError) -> Result
    ) throws(StorageError) -> Result {
        let connection: MariaDB.Connection
        do {
            connection = try live()
        } catch {
            throw StorageError(error)
        }
        return try connection.transaction(body)
    }

    /// Lets the session see the rows of one organisation through the views of the wall.
    func enter(_ organisation: Organisation.ID) throws(StorageError) {
        guard entered != organisation || connection?.isBroken != false else { return }
        try execute("CALL enter_organisation(\(organisation))")
        entered = organisation
    }

    /// Takes that sight away again, before the session serves another caller.
    func leave() {
        guard entered != nil else { return }
        entered = nil
        do {
            try execute("CALL leave_organisation()")
        } catch {
            connection = nil
        }
    }

    private func attempt<Result>(
        _ work: (MariaDB.Connection) throws(DatabaseError) -> Result
    ) throws(StorageError) -> Result {
        do {
            return try work(try live())
        } catch {
            throw StorageError(error)
        }
    }

    private func live() throws(DatabaseError) -> MariaDB.Connection {
        if let connection, !connection.isBroken { return connection }
        entered = nil
        let fresh = try MariaDB.Connection(settings)
        connection = fresh
        return fresh
    }
}
