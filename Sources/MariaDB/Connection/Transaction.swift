extension Connection {
    /// Runs the work as one transaction: committed when it returns, rolled back when it throws.
    ///
    /// READ COMMITTED, as the whole session. Spell the closure's error:
    /// `try connection.transaction { () throws(DatabaseError) in … }`. A `.connectionLost` from the
    /// commit leaves open whether the work was committed.
    package func transaction<T, E: DatabaseFailure>(_ work: () throws(E) -> T) throws(E) -> T {
        try transaction(["START TRANSACTION"], work)
    }

    /// Runs work that only reads on the rows as they are when it begins, whatever is committed
    /// meanwhile.
    package func snapshot<T, E: DatabaseFailure>(_ work: () throws(E) -> T) throws(E) -> T {
        try transaction(
            [
                "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ",
                "START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY",
            ],
            work
        )
    }

    private func transaction<T, E: DatabaseFailure>(
        _ opening: [String],
        _ work: () throws(E) -> T
    ) throws(E) -> T {
        do { try begin(opening) } catch { throw E(error) }
        let result: T
        do {
            result = try work()
        } catch {
            rollBack()
            throw error
        }
        do { try commit() } catch { throw E(error) }
        return result
    }

    private func begin(_ opening: [String]) throws(DatabaseError) {
        guard !isInTransaction else {
            throw DatabaseError(misuse: "a transaction is under way already")
        }
        for statement in opening {
            try guarded { () throws(DatabaseError) in try server.run(statement) }
        }
        isInTransaction = true
    }

    private func commit() throws(DatabaseError) {
        do {
            try guarded { () throws(DatabaseError) in try server.run("COMMIT") }
        } catch {
            rollBack()
            throw error
        }
        isInTransaction = false
    }

    /// Never throws: what went wrong before is what the caller has to know.
    private func rollBack() {
        isInTransaction = false
        do {
            try guarded { () throws(DatabaseError) in try server.run("ROLLBACK") }
        } catch {
            giveUp()
        }
    }
}
