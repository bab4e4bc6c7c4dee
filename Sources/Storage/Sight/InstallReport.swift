package import Domain
internal import MariaDB

/// How much waits to be applied, of all organisations together.
package struct InboxState: Sendable, Hashable {
    package let waiting: Int
    /// Of these, how many have failed before.
    package let retrying: Int
    /// Of these, how many wait until somebody resumes their connection.
    package let held: Int
    /// When the first of them is due: in the past where work is behind.
    package let nextAt: Instant?

    package init(waiting: Int, retrying: Int = 0, held: Int = 0, nextAt: Instant?) {
        self.waiting = waiting
        self.retrying = retrying
        self.held = held
        self.nextAt = nextAt
    }

    /// For how long the first one has been due.
    package func lag(at now: Instant) -> Duration {
        nextAt.map { max(.zero, now - $0) } ?? .zero
    }
}

/// How many deliveries failed and were not handled.
package struct FailureState: Sendable, Hashable {
    package let dead: Int
    package let quarantined: Int

    package init(dead: Int, quarantined: Int) {
        self.dead = dead
        self.quarantined = quarantined
    }
}

/// What operators look at, of the whole install: numbers that the gate's account may read without
/// seeing any organisation's rows.
package struct InstallReport {
    private let database: Database

    package init(database: Database) {
        self.database = database
    }

    package func inbox() throws(StorageError) -> InboxState {
        let row: (Int, Int, Int, Instant?)? = try database.row(
            "SELECT waiting, retrying, held, next_at FROM inbox_state"
        )
        guard let row else { return InboxState(waiting: 0, nextAt: nil) }
        return InboxState(waiting: row.0, retrying: row.1, held: row.2, nextAt: row.3)
    }

    package func failures() throws(StorageError) -> FailureState {
        let row: (Int, Int)? = try database.row("SELECT dead, quarantined FROM failure_state")
        return FailureState(dead: row?.0 ?? 0, quarantined: row?.1 ?? 0)
    }

    /// What the tables take on the disk, as the server last estimated it.
    package func dataBytes() throws(StorageError) -> Int {
        let row: (Int?)? = try database.row("SELECT data_bytes()")
        return (row ?? nil) ?? 0
    }
}
