internal import Domain
internal import Storage

/// Makes jobs one by one, each in a transaction of its own and each attempt counted before it is
/// made: so one that cannot be done, or that takes the process down with it, fails alone and ends
/// dead.
struct Attempts {
    private static let mostCutOffs = 3

    private let database: Database
    private let queue: QueueStore
    /// Counts attempts, whatever becomes of the transaction under way.
    private let counter: QueueStore
    /// The job whose counted attempt was cut off last, by a lost connection or by others' locks, and
    /// how often in a row: it did not fail, unless it is what costs the connection.
    private var cutOff: (job: Job, times: Int)?
    private var attemptToTakeBack: Job?
    private let clock: @Sendable () -> Instant
    private let report: @Sendable (Worker.Trouble) -> Void

    init(
        database: Database,
        clock: @escaping @Sendable () -> Instant,
        report: @escaping @Sendable (Worker.Trouble) -> Void
    ) {
        self.database = database
        queue = QueueStore(database: database)
        counter = QueueStore(database: database.another())
        self.clock = clock
        self.report = report
    }

    /// What became of a job.
    enum Outcome {
        case applied
        /// It is postponed or dead.
        case failed
        /// It is another worker's, or has to wait for one before it.
        case left
    }

    /// Makes the next attempt at a job, if it is its turn.
    mutating func make(
        _ job: Job,
        by process: inout ProcessDeliveries
    ) throws(StorageError) -> Outcome {
        let failed = job.attempts + 1
        let next = clock() + RetryPolicy.pause(after: failed, jitter: .random(in: 0..<1))
        guard failed <= RetryPolicy.mostAttempts else {
            try giveUp(job, reason: "The process ended while it worked on this delivery.")
            return .failed
        }
        var isCounted = false
        do {
            return try process.retrying { process throws(StorageError) in
                try transact(job, by: &process, &isCounted, next: next)
            }
        } catch {
            guard !error.isTransient else {
                if isCounted { noteCutOff(job) }
                throw error
            }
            try fail(job, failed: failed, next: next, error: error)
            return .failed
        }
    }

    /// Does a job whose turn it is. The attempt is counted by another session, while this one holds
    /// the lane, so that it counts whatever becomes of the transaction.
    private func transact(
        _ job: Job,
        by process: inout ProcessDeliveries,
        _ isCounted: inout Bool,
        next: Instant
    ) throws(StorageError) -> Outcome {
        try database.transaction(attempts: 1) { () throws(StorageError) in
            guard try isCounted ? queue.hold(job) : isFirst(job) else { return .left }
            if !isCounted {
                try counter.countAttempt(job, next: next)
                isCounted = true
            }
            _ = try process.run([job], at: clock())
            return .applied
        }
    }

    /// Locks the job's lane; false where another worker holds it, or the job is not its first.
    private func isFirst(_ job: Job) throws(StorageError) -> Bool {
        guard try !queue.lock([job.lane]).isEmpty else { return false }
        return try queue.jobs(in: [job.lane], at: clock(), limit: 1).first == job
    }

    private mutating func noteCutOff(_ job: Job) {
        let isAgain = cutOff?.job.id == job.id && cutOff?.job.organisation == job.organisation
        let times = isAgain ? (cutOff?.times ?? 0) + 1 : 1
        cutOff = (job, times)
        if times < Attempts.mostCutOffs { attemptToTakeBack = job }
    }

    /// What cut a job off is no failure of its own: it is due again at once, and at its old place if
    /// this was its first attempt. One that is cut off again and again keeps its attempt.
    mutating func takeBack() throws(StorageError) {
        guard let job = attemptToTakeBack else { return }
        try queue.takeBackAttempt(job, at: clock())
        attemptToTakeBack = nil
    }

    private func fail(
        _ job: Job,
        failed: Int,
        next: Instant,
        error: StorageError
    ) throws(StorageError) {
        if failed >= RetryPolicy.mostAttempts {
            try giveUp(job, reason: error.description)
        } else {
            report(.postponed(job.id, attempts: failed, reason: error.description))
            try database.transaction { () throws(StorageError) in
                try queue.postpone(job, until: next)
                try queue.noteAttempt(job, error: error.description, at: clock())
            }
        }
    }

    private func giveUp(_ job: Job, reason: String) throws(StorageError) {
        report(.dead(job.id, reason: reason))
        try database.transaction { () throws(StorageError) in
            try queue.bury(job, as: .dead, reason: reason, at: clock())
            try FeedStore(database: database)
                .tell(.delivery, String(job.id), to: job.organisation, at: clock())
        }
    }
}
