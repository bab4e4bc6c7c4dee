package import Domain

/// What the committer has done and what waits with it, for those who watch over it.
package struct InboxCounters: Sendable, Hashable {
    /// Deliveries that wait for their commit now.
    package var waiting = 0
    /// Deliveries that went straight into the database, and the transactions that it took.
    package var stored = 0
    package var commits = 0
    /// Deliveries that were put on disk because the database was away.
    package var spooled = 0
    /// Deliveries that were brought from the spool into the database.
    package var drained = 0
    /// Deliveries that were turned away because neither took them.
    package var failed = 0
    /// Spooled deliveries that the database refused for good; files keep them for people.
    package var setAside = 0
    /// Whether the database is away or takes no deliveries, as far as is known.
    package var isDatabaseAway = false
    /// What waits in the spool now.
    package var spoolRecords = 0
    package var spoolBytes = 0
    /// When the oldest of it came in, or earlier.
    package var spoolOldest: Instant?

    package init() {}
}

/// Where deliveries wait while the database is away.
package struct SpoolSettings: Sendable {
    package let directory: String
    /// How many bytes may wait.
    package let limit: Int

    package init(directory: String, limit: Int) {
        self.directory = directory
        self.limit = limit
    }
}
