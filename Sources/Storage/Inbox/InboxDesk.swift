internal import Domain

/// The committing thread's work: into the database, or into the spool while that is away, and out
/// of the spool again in the order in which deliveries came.
///
/// A transaction whose commit was cut off may have happened or not. Its deliveries are stored
/// again under their ids: one whose id is there already was stored with its job, by that commit.
struct InboxDesk {
    private static let mostDrained = 1_000
    private static let drainBytes = 4 << 20
    private static let patienceWithOthers = Duration.seconds(1)

    let store: InboxStore
    /// The same by a session that waits for no row of others: for what has waited in vain before.
    let hasty: InboxStore
    var backlog: InboxBacklog
    let watch: DatabaseWatch
    let report: @Sendable (String, [String: String]) -> Void
    private var done = InboxCounters()
    /// How many deliveries leave the spool with one commit: fewer where that was too much.
    private var drained = InboxDesk.mostDrained
    /// How many have left it since it was empty.
    private var carried = 0

    init(
        store: InboxStore,
        hasty: InboxStore,
        backlog: InboxBacklog,
        watch: DatabaseWatch,
        report: @escaping @Sendable (String, [String: String]) -> Void
    ) {
        self.store = store
        self.hasty = hasty
        self.backlog = backlog
        self.watch = watch
        self.report = report
    }

    var counters: InboxCounters {
        var counters = done
        counters.spoolRecords = backlog.records
        counters.spoolBytes = backlog.bytes
        counters.spoolOldest = backlog.oldest
        return counters
    }

    /// Whether refusals can be counted now.
    var isAtRest: Bool { backlog.isEmpty && !watch.isAway }

    /// How long to wait for deliveries before the spool is looked after.
    var patience: Duration {
        if backlog.isEmpty { return .milliseconds(500) }
        return watch.isAway ? .milliseconds(50) : .zero
    }

    /// Makes a batch durable and answers it.
    mutating func keep(_ waiting: [InboxCommitter.Waiting], _ refused: [Refusal]) {
        guard isAtRest else {
            return putOnDisk(waiting, because: StorageError(.unavailable, "the database is away"))
        }
        commit(waiting, refused)
    }

    /// Stores a batch; where it is repeated, what is there already counts as stored.
    private mutating func commit(
        _ waiting: [InboxCommitter.Waiting],
        _ refused: [Refusal],
        attempt: Int = 1,
        since start: ContinuousClock.Instant = .now
    ) {
        do {
            try store.store(waiting.map(\.entry), refusals: refused)
            settle(waiting)
        } catch  where isWorthRepeating(after: error, attempt, since: start) {
            commit(waiting, refused, attempt: attempt + 1, since: start)
        } catch  where isDatabasesFault(error) {
            noteLoss(error)
            report("database.away", ["error": error.description])
            putOnDisk(waiting, because: error)
        } catch  where waiting.count > 1 {
            // One entry that the database will not take must not cost the others their place.
            for each in waiting { commit([each], [], attempt: attempt, since: start) }
            commit([], refused, attempt: attempt, since: start)
        } catch  where error.kind == .duplicate && attempt > 1 {
            settle(waiting)
        } catch {
            turnAway(waiting, because: error)
        }
    }

    /// A lost connection is made anew once, and who waited for others' locks waits no second time:
    /// neither a server that hangs nor a table that is locked must keep everybody waiting.
    private func isWorthRepeating(
        after error: StorageError,
        _ attempt: Int,
        since start: ContinuousClock.Instant
    ) -> Bool {
        switch error.kind {
        case .unavailable: attempt < 2
        case .contended: attempt < 4 && .now - start < InboxDesk.patienceWithOthers
        case .unusable, .duplicate, .broken: false
        }
    }

    private var storeOfNow: InboxStore { watch.isHeld ? hasty : store }

    private func noteLoss(_ error: StorageError) {
        watch.lost(toOthers: error.kind == .contended)
    }

    /// Whether it is the database that is wrong, and not what it was given.
    private func isDatabasesFault(_ error: StorageError) -> Bool {
        error.isTransient || error.kind == .broken && (try? watch.rehearse()) == nil
    }

    private mutating func settle(_ waiting: [InboxCommitter.Waiting]) {
        watch.found()
        done.stored += waiting.count
        done.commits += 1
        for each in waiting { each.answer(.stored) }
    }

    private mutating func putOnDisk(
        _ waiting: [InboxCommitter.Waiting],
        because reason: StorageError
    ) {
        guard !waiting.isEmpty else { return }
        guard backlog.keep(waiting.map(\.entry)) else {
            if watch.isAway { turnAway(waiting, because: reason) } else { commitLast(waiting) }
            return
        }
        done.spooled += waiting.count
        for each in waiting { each.answer(.stored) }
    }

    /// The spool is full and the database is there again: better out of turn than not at all.
    private mutating func commitLast(_ waiting: [InboxCommitter.Waiting]) {
        do {
            try storeOfNow.store(waiting.map(\.entry), refusals: [])
            settle(waiting)
        } catch {
            if isDatabasesFault(error) { noteLoss(error) }
            turnAway(waiting, because: error)
        }
    }

    private mutating func turnAway(
        _ waiting: [InboxCommitter.Waiting],
        because reason: StorageError
    ) {
        done.failed += waiting.count
        for each in waiting { each.answer(.failed(reason)) }
    }

    /// Brings the oldest of the spool into the database, if that is there.
    mutating func drain() {
        backlog.adopt()
        guard !backlog.isEmpty else { return watch.release() }
        guard !watch.isAway else { return }
        guard let entries = backlog.next(drained, bytes: InboxDesk.drainBytes) else {
            return watch.lost()
        }
        do {
            try storeAgain(entries)
            watch.found()
            done.drained += entries.count
            carried += entries.count
            drained = min(drained * 2, InboxDesk.mostDrained)
            backlog.drop()
            tellWhenEmpty()
        } catch {
            drained = max(drained / 4, 1)
            noteLoss(error)
            report("spool.waits", ["error": error.description])
        }
    }

    private mutating func tellWhenEmpty() {
        guard backlog.isEmpty else { return }
        report("spool.drained", ["deliveries": String(carried)])
        carried = 0
    }

    /// Throws only where the database is away; what it refuses for good is set aside.
    private mutating func storeAgain(_ entries: [InboxEntry]) throws(StorageError) {
        do {
            try storeOfNow.store(entries, refusals: [])
        } catch  where isDatabasesFault(error) {
            throw error
        } catch  where entries.count > 1 {
            for entry in entries { try storeAgain([entry]) }
        } catch  where error.kind == .duplicate {
            return
        } catch {
            guard backlog.setAside(entries) else { throw error }
            done.setAside += entries.count
            report("delivery.set_aside", ["error": error.description])
        }
    }
}
