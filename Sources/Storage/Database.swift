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

    /// A further session under the same account, made when it is first used.
    package func another() -> Database {
        Database(settings)
    }

    /// Asks the database for a sign of life.
    package func ping() throws(StorageError) {
        try repeatably { connection throws(DatabaseError) in try connection.ping() }
    }

    /// Runs a statement and tells how many rows it changed.
    @discardableResult
    package func execute(_ statement: SQL) throws(StorageError) -> Int {
        try attempt { connection throws(DatabaseError) in
            Int(try connection.execute(statement).affectedRows)
        }
    }

    /// Runs one statement for many rows of values, many in a round trip. Rows that are made lazily
    /// are made as they are sent.
    @discardableResult
    package func executeMany(
        _ statement: String,
        _ rows: some Collection<[any SQLValue]>
    ) throws(StorageError) -> Int {
        guard !rows.isEmpty else { return 0 }
        let values = rows.lazy.map { $0.map(\.sqlValue) }
        return try attempt { connection throws(DatabaseError) in
            Int(try connection.executeMany(statement, rows: values).affectedRows)
        }
    }

    /// All rows of a query, each as a tuple of its columns in order. A query only reads: outside a
    /// transaction it is asked again where the connection was lost.
    package func rows<each Column: SQLReadable>(
        _ query: SQL
    ) throws(StorageError) -> [(repeat each Column)] {
        func read(_ row: inout Row) throws(DatabaseError) -> (repeat each Column) {
            (repeat try row.next(as: (each Column).self))
        }
        return try repeatably { connection throws(DatabaseError) in
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

    /// Who waited so long for others' locks does not begin again: that is for who asked to decide.
    private static let patienceWithOthers = Duration.seconds(1)

    /// Runs the body in a transaction: commits when it returns, rolls back when it throws.
    ///
    /// - Parameter attempts: how often it is run at most, where it loses against another transaction
    ///   (a deadlock, a lock that took too long). More than once needs a body that leaves nothing
    ///   behind but rows.
    package func transaction<Result>(
        seeing sight: TransactionSight = .latest,
        attempts: Int = 4,
        _ body: () throws(StorageError) -> Result
    ) throws(StorageError) -> Result {
        let start = ContinuousClock.now
        for _ in 1..<attempts {
            do {
                return try transactionOnce(sight, body)
            } catch
                where error.kind == .contended
                && .now - start < Database.patienceWithOthers
            {
                continue
            }
        }
        return try transactionOnce(sight, body)
    }

    /// Anew as well where the connection was found to be lost before anything was done.
    private func transactionOnce<Result>(
        _ sight: TransactionSight,
        _ body: () throws(StorageError) -> Result
    ) throws(StorageError) -> Result {
        var hasBegun = false
        let wasOpen = isOpen
        do {
            return try begin(sight) { () throws(StorageError) in
                hasBegun = true
                return try body()
            }
        } catch  where wasOpen && !hasBegun && !isOpen {
            return try begin(sight, body)
        }
    }

    private func begin<Result>(
        _ sight: TransactionSight,
        _ body: () throws(StorageError) -> Result
    ) throws(StorageError) -> Result {
        let connection: MariaDB.Connection
        do {
            connection = try live()
        } catch {
            throw StorageError(error)
        }
        return try connection.transaction(seeing: sight, body)
    }

    /// Lets the session see the rows of one organisation through the views of the wall; a
    /// connection that is made anew meanwhile enters it as well.
    func enter(_ organisation: Organisation.ID) throws(StorageError) {
        guard entered != organisation || !isOpen else { return }
        entered = nil
        try repeatably { connection throws(DatabaseError) in
            try Database.enter(organisation, on: connection)
        }
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

    private static func enter(
        _ organisation: Organisation.ID,
        on connection: MariaDB.Connection
    ) throws(DatabaseError) {
        try connection.execute("CALL enter_organisation(\(organisation))")
    }

    private var isOpen: Bool { connection.map { !$0.isBroken } ?? false }

    /// Does what may be done twice: again on a new connection where it cost the one at hand.
    private func repeatably<Result>(
        _ work: (MariaDB.Connection) throws(DatabaseError) -> Result
    ) throws(StorageError) -> Result {
        let mayRepeat = isOpen && connection?.isInTransaction == false
        do {
            return try attempt(work)
        } catch  where mayRepeat && !isOpen {
            return try attempt(work)
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

    /// The connection; a new one where it was lost, but never in the middle of a transaction, whose
    /// rest would then be done without its beginning.
    private func live() throws(DatabaseError) -> MariaDB.Connection {
        if let connection, !connection.isBroken || connection.isInTransaction { return connection }
        connection = nil
        let fresh = try MariaDB.Connection(settings)
        if let entered { try Database.enter(entered, on: fresh) }
        connection = fresh
        return fresh
    }
}
