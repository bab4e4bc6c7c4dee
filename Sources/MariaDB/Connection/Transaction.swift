/// What the statements of a transaction see.
package enum TransactionSight: Sendable {
    /// Each of them what is committed by then.
    case latest
    /// All of them what was committed when it began, so that figures of several fit together;
    /// nothing can be changed.
    case snapshot

    /// - Parameter beginsByItself: whether the session is always in a transaction.
    fileprivate func opening(beginsByItself: Bool) -> [String] {
        switch self {
        case .latest: beginsByItself ? [] : ["START TRANSACTION"]
        case .snapshot:
            [
                "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ",
                "START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY",
            ]
        }
    }
}

extension Connection {
    /// Runs the work as one transaction: committed when it returns, rolled back when it throws.
    ///
    /// READ COMMITTED, as the whole session. Spell the closure's error:
    /// `try connection.transaction { () throws(DatabaseError) in … }`. A `.connectionLost` from the
    /// commit leaves open whether the work was committed.
    package func transaction<T, E: DatabaseFailure>(
        seeing sight: TransactionSight = .latest,
        _ work: () throws(E) -> T
    ) throws(E) -> T {
        do { try begin(sight) } catch { throw E(error) }
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

    private func begin(_ sight: TransactionSight) throws(DatabaseError) {
        guard !isInTransaction else {
            throw DatabaseError(misuse: "a transaction is under way already")
        }
        try guarded { () throws(DatabaseError) in
            for statement in sight.opening(beginsByItself: settings.isTransactional) {
                try server.run(statement)
            }
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
