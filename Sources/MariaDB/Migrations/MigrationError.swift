/// Why the schema was not brought up to date.
package enum MigrationError: DatabaseFailure, Hashable {
    case database(DatabaseError)
    /// What is wrong with the files or the history, and what to do about it.
    case refused(String)

    package init(_ error: DatabaseError) {
        self = .database(error)
    }

    static func carrying<T>(
        _ work: () throws(DatabaseError) -> T
    ) throws(MigrationError) -> T {
        do {
            return try work()
        } catch {
            throw MigrationError(error)
        }
    }
}

extension MigrationError: CustomStringConvertible {
    /// For the person who migrates.
    package var description: String {
        switch self {
        case .database(let error): error.debugDescription
        case .refused(let reason): reason
        }
    }
}

// What the person reads who has to put it right.
extension MigrationError {
    static func misplaced(_ migration: Migration, expected: Int) -> MigrationError {
        migration.number < expected
            ? .refused(
                "two migrations have the number \(migration.number): rename \(migration.name)"
            )
            : .refused("migration number \(expected) is missing before \(migration.name)")
    }

    static let beingFilled = MigrationError.refused(
        """
        a restore into this database has not ended: wait for it, or repeat it if it was \
        interrupted
        """
    )

    static func unknown(_ entry: MigrationHistory.Entry) -> MigrationError {
        .refused(
            """
            the database has had \(entry.name), which this program does not know: the program is \
            older than the schema; install the newer one
            """
        )
    }

    static func changed(_ migration: Migration, _ entry: MigrationHistory.Entry) -> MigrationError {
        .refused(
            """
            \(migration.name) is not what was applied as \(entry.name): bring the file back as it \
            was, and put the change into a new migration
            """
        )
    }

    static func stopped(_ migration: Migration, after count: Int, _ why: String) -> MigrationError {
        .refused(
            """
            \(migration.name) stopped after \(count) of its statements (\(why)). MariaDB does not \
            take CREATE and ALTER back. Restore the backup from before, or undo by hand what those \
            statements did; then DELETE FROM \(MigrationHistory.table) WHERE number = \
            \(migration.number), and migrate again
            """
        )
    }

    static func failedAtOnce(_ migration: Migration, _ why: String) -> MigrationError {
        .refused("\(migration.name) failed (\(why)); nothing of it was applied")
    }
}
