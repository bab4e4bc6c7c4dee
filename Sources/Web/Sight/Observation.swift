package import Domain
package import Storage

/// What was seen of the install when somebody last looked.
package struct Observation: Sendable {
    /// What the figures of the small picture are.
    package struct Moment: Sendable {
        package let at: Instant
        package let waiting: Int
        package let lag: Duration
        /// What all workers together had done by then.
        package let applied: Int
    }

    package let at: Instant
    package let inbox: InboxState
    package let failures: FailureState
    package let nodes: [NodeRecord]
    /// When a process that applies deliveries was last seen, running or not.
    package let workSeenAt: Instant?
    package let done: WorkDone
    package let dataBytes: Int
    package let databaseVersion: String
    package let backup: BackupStore.Entry?

    /// Looks, with the rights of the gate's account.
    init(_ gate: Database, at now: Instant) throws(StorageError) {
        let report = InstallReport(database: gate)
        let store = NodeStore(database: gate)
        at = now
        inbox = try report.inbox()
        failures = try report.failures()
        nodes = try store.running(since: now - Observation.freshness)
        workSeenAt = try store.lastSeen(.work)
        done = try store.totals()
        dataBytes = try report.dataBytes()
        databaseVersion = try ServerInspection(database: gate).version()
        backup = try BackupStore(database: gate).newest()
    }

    package init(
        at: Instant,
        inbox: InboxState,
        failures: FailureState,
        nodes: [NodeRecord],
        workSeenAt: Instant?,
        done: WorkDone,
        dataBytes: Int,
        databaseVersion: String,
        backup: BackupStore.Entry?
    ) {
        self.at = at
        self.inbox = inbox
        self.failures = failures
        self.nodes = nodes
        self.workSeenAt = workSeenAt
        self.done = done
        self.dataBytes = dataBytes
        self.databaseVersion = databaseVersion
        self.backup = backup
    }

    /// A process that was not seen for so long does not run.
    static let freshness = Duration.seconds(30)

    var moment: Moment {
        Moment(
            at: at,
            waiting: inbox.waiting - inbox.held,
            lag: inbox.lag(at: at),
            applied: done.applied
        )
    }
    var workers: [NodeRecord] { nodes.filter { $0.identity.role == .work } }
}
