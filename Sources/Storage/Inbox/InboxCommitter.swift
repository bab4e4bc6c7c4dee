internal import Domain
package import MariaDB
internal import Synchronization
internal import Threads

/// Makes deliveries durable, many at a time: one thread takes all that wait, stores them with one
/// commit, and only then tells each that it is on disk. While the database is away they go into
/// the spool instead, which is brought into the database before anything newer.
///
/// No timer gathers the batch: while one commit runs, the next batch forms by itself. A full
/// queue is an answer too, so the caller can say "come later" at once.
package final class InboxCommitter: Sendable {
    /// What became of an entry.
    package enum Outcome: Sendable {
        /// On disk.
        case stored
        /// Not stored: the database is away or failed, and the spool took nothing either.
        case failed(StorageError)
    }

    struct Waiting: Sendable {
        let entry: InboxEntry
        let answer: @Sendable (Outcome) -> Void
    }

    /// More waiting than this answers 503: at full speed it is a fraction of a second of work.
    private static let capacity = 4_096
    /// Nor may more bytes wait than this, so that a flood of large bodies does not fill the memory.
    private static let byteCapacity = 64 << 20
    private static let batch = 128

    private let mailbox = Mailbox<Waiting>(capacity: capacity)
    private let waitingBytes = Atomic(0)
    private let refusals = Mailbox<Refusal>(capacity: capacity)
    private let settings: ConnectionSettings
    private let node: Int64
    /// Whether the database is there, as the committing thread sees it.
    package let watch: DatabaseWatch
    private let spool: SpoolSettings?
    private let report: @Sendable (String, [String: String]) -> Void
    private let tally = Mutex(InboxCounters())

    /// - Parameters:
    ///   - settings: of the gate's account.
    ///   - node: numbers this process.
    ///   - watch: knows whether the database is there; nil for one of its own.
    ///   - spool: where deliveries wait while the database is away; nil turns them away.
    ///   - report: tells the operator of a bad day: what, and its particulars.
    package init(
        _ settings: ConnectionSettings,
        node: Int64,
        watch: DatabaseWatch? = nil,
        spool: SpoolSettings? = nil,
        report: @escaping @Sendable (String, [String: String]) -> Void = { _, _ in }
    ) {
        self.settings = settings
        self.node = node
        self.spool = spool
        self.report = report
        self.watch = watch ?? DatabaseWatch(settings)
    }

    /// What was done so far and what waits now.
    package var counters: InboxCounters {
        var counters = tally.withLock { $0 }
        counters.waiting = mailbox.count
        counters.isDatabaseAway = watch.isAway || watch.isHeld
        return counters
    }

    /// Leaves an entry; `answer` is called from the committing thread. False where the queue is full.
    package func submit(
        _ entry: InboxEntry,
        answer: @escaping @Sendable (Outcome) -> Void
    ) -> Bool {
        let size = entry.body.count
        let before = waitingBytes.add(size, ordering: .relaxed).oldValue
        if before + size <= InboxCommitter.byteCapacity,
            mailbox.put(Waiting(entry: entry, answer: answer))
        {
            return true
        }
        waitingBytes.subtract(size, ordering: .relaxed)
        return false
    }

    /// Leaves a refusal to be counted with the next batch; under a flood some go uncounted.
    package func note(_ refusal: Refusal) {
        _ = refusals.put(refusal)
    }

    /// Ends `run` once everything that waits is stored.
    package func close() {
        mailbox.close()
    }

    /// Stores batches until closed: the body of the committing thread.
    package func run() {
        let watching = WorkerThread(name: "database-watch") { [watch] in watch.run() }
        watching.start()
        defer {
            watch.close()
            watching.join()
        }
        var storing = settings
        storing.isTransactional = true
        var hasty = storing
        hasty.lockTimeout = 0
        var desk = InboxDesk(
            store: InboxStore(database: Database(storing), node: node),
            hasty: InboxStore(database: Database(hasty), node: node),
            backlog: InboxBacklog(spool, node: node, report: report),
            watch: watch,
            report: report
        )
        desk.drain()
        while true {
            let waiting = mailbox.take(upTo: InboxCommitter.batch, within: desk.patience)
            let isOver = waiting.isEmpty && mailbox.isClosed
            let refused = desk.isAtRest ? refusals.take(upTo: 1_000, within: .zero) : []
            if !waiting.isEmpty || !refused.isEmpty { desk.keep(waiting, refused) }
            let bytes = waiting.reduce(0) { $0 + $1.entry.body.count }
            waitingBytes.subtract(bytes, ordering: .relaxed)
            desk.drain()
            tally.withLock { $0 = desk.counters }
            if isOver { return }
        }
    }
}
