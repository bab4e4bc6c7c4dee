package import Domain
internal import Glibc
package import Storage
package import Threads

/// Works the queue off: one thread, one database session.
///
/// A worker takes a few lanes that nobody else holds and does all their due jobs in one
/// transaction, up to a batch. If that fails for a reason that will not pass, the jobs are done
/// one by one, each attempt counted before it is made: so one that cannot be done, or that takes
/// the process down with it, fails alone and ends dead, and the others go on.
///
/// A worker that has just started may be the one after a crash: its first jobs are done one by
/// one too.
package struct Worker {
    /// What a worker tells of a bad day.
    package enum Trouble: Sendable {
        /// The database is away or keeps refusing; the worker pauses and goes on.
        case interrupted(StorageError)
        /// One job failed; it is tried again later.
        case postponed(Int64, attempts: Int, reason: String)
        /// One job is given up.
        case dead(Int64, reason: String)
    }

    private static let batch = 1_024
    private static let lanesAtOnce = 64
    /// How many jobs a worker that has just started does one by one.
    private static let carefulStart = 256
    private static let idlePause = Duration.milliseconds(20)
    private static let mostRetries = 8
    /// The log tells of the first failure in a row and then of every sixteenth.
    private static let failuresToReport = 16
    /// How long cached settings may be stale.
    private static let settingsAge = Duration.seconds(30)

    private let database: Database
    private let queue: QueueStore
    /// Counts attempts, whatever becomes of the transaction under way.
    private let counter: QueueStore
    private var process: ProcessDeliveries
    private var carefulJobs = Worker.carefulStart
    /// Lanes that had due jobs at the last look and were not visited since.
    private var lanes: [UInt16] = []
    /// The job whose counted attempt was cut off last, by a lost connection or by others' locks, and
    /// how often in a row: it did not fail, unless it is what costs the connection.
    private var cutOff: (job: Job, times: Int)?
    private var attemptToTakeBack: Job?
    private static let mostCutOffs = 3
    /// So many lost connections in a row may be the fault of one job: then it has to stand alone.
    private static let lossesToSuspect = 3
    private var forgotAt = ContinuousClock.now
    private let clock: @Sendable () -> Instant
    private let report: @Sendable (Trouble) -> Void
    private let meters: WorkMeters

    /// - Parameters:
    ///   - database: of the work account.
    ///   - shard: this worker's own number among all that run.
    ///   - meters: shared with the other workers of the process.
    ///   - report: called with what an operator should know.
    package init(
        database: Database,
        ids: IdentifierSource,
        shard: UInt16,
        meters: WorkMeters = WorkMeters(),
        clock: @escaping @Sendable () -> Instant,
        report: @escaping @Sendable (Trouble) -> Void
    ) {
        self.database = database
        self.meters = meters
        self.clock = clock
        self.report = { trouble in
            meters.count(trouble)
            report(trouble)
        }
        queue = QueueStore(database: database)
        counter = QueueStore(database: database.another())
        process = ProcessDeliveries(database: database, ids: ids, shard: shard)
    }

    /// Works until the signal is set; what is under way is finished first.
    package mutating func run(until stop: StopSignal) {
        var failures = 0
        while !stop.isSet {
            do {
                if try step() == 0 { _ = stop.wait(for: Worker.idlePause) }
                failures = 0
            } catch {
                process.forget()
                if failures % Worker.failuresToReport == 0 { report(.interrupted(error)) }
                _ = stop.wait(for: RetryPolicy.rest(after: failures, .random(in: 0..<1)))
                failures += 1
                if failures == Worker.lossesToSuspect { carefulJobs = Worker.batch }
            }
        }
    }

    /// Works until nothing is due; tells how many jobs were taken up.
    package mutating func drain() throws(StorageError) -> Int {
        var done = 0
        while true {
            let jobs = try step()
            guard jobs > 0 else { return done }
            done += jobs
        }
    }

    /// Takes up one batch; tells how many jobs it held, 0 where nothing is due or free.
    package mutating func step() throws(StorageError) -> Int {
        if ContinuousClock.now - forgotAt > Worker.settingsAge {
            process.forget()
            forgotAt = .now
        }
        try takeBackAttempt()
        let done = try visitLanes()
        guard done == 0 else { return done }
        lanes = turned(try queue.candidateLanes(at: clock()))
        if lanes.isEmpty { carefulJobs = 0 }
        return try visitLanes()
    }

    /// Visits lanes, a few at a time, until some had jobs; tells how many.
    private mutating func visitLanes() throws(StorageError) -> Int {
        while !lanes.isEmpty {
            let done = try visit()
            if done > 0 { return done }
        }
        return 0
    }

    /// From a random place on, so that workers seldom ask for the same lanes.
    private func turned(_ lanes: [UInt16]) -> [UInt16] {
        guard let start = lanes.indices.randomElement() else { return [] }
        return Array(lanes[start...] + lanes[..<start])
    }

    /// Works on the next few lanes; tells how many jobs were done.
    private mutating func visit() throws(StorageError) -> Int {
        let some = lanes.prefix(Worker.lanesAtOnce).sorted()
        lanes.removeFirst(some.count)
        if carefulJobs > 0 {
            let done = try oneByOne(some, limit: Worker.carefulStart)
            carefulJobs -= max(done, 1)
            return done
        }
        return try together(some)
    }

    private mutating func together(_ lanes: [UInt16]) throws(StorageError) -> Int {
        do {
            return try retrying { worker throws(StorageError) in try worker.batch(lanes) }
        } catch {
            if error.kind == .unavailable { throw error }
            return try oneByOne(lanes, limit: Worker.batch)
        }
    }

    /// Runs a transaction again where it lost against another one, a few times. A row that is there
    /// already is such a loss too: two lanes may name the same new customer at once.
    private mutating func retrying<Result>(
        _ transaction: (inout Worker) throws(StorageError) -> Result
    ) throws(StorageError) -> Result {
        var retries = 0
        while true {
            do {
                return try transaction(&self)
            } catch {
                process.forget()
                retries += 1
                guard error.kind == .contended || error.kind == .duplicate,
                    retries <= Worker.mostRetries
                else { throw error }
                let pause = RetryPolicy.rest(after: retries, .random(in: 0..<1))
                usleep(UInt32(pause.wholeMicroseconds))
            }
        }
    }

    private mutating func batch(_ some: [UInt16]) throws(StorageError) -> Int {
        let (jobs, done) = try database.transaction { () throws(StorageError) in
            let jobs = try take(some, limit: Worker.batch)
            return (jobs, jobs.isEmpty ? 0 : try process.run(jobs, at: clock()))
        }
        if let last = jobs.prefix(done).last, jobs.count == Worker.batch || done < jobs.count {
            // A full batch ends in mid-lane: the lanes behind it are next, or they would starve.
            lanes = some.filter { $0 > last.lane } + lanes
        }
        meters.countApplied(done)
        return done
    }

    private func take(_ lanes: [UInt16], limit: Int) throws(StorageError) -> [Job] {
        let locked = try queue.lock(lanes)
        return locked.isEmpty ? [] : try queue.jobs(in: locked, at: clock(), limit: limit)
    }

    /// Does the lanes' jobs each in a transaction of its own.
    private mutating func oneByOne(_ lanes: [UInt16], limit: Int) throws(StorageError) -> Int {
        var done = 0
        for job in try queue.jobs(in: lanes, at: clock(), limit: limit) {
            done += try alone(job)
        }
        return done
    }

    /// Tells how many jobs were done or failed: 0 where this one is another worker's or has to wait
    /// for one before it.
    private mutating func alone(_ job: Job) throws(StorageError) -> Int {
        let failed = job.attempts + 1
        let next = clock() + RetryPolicy.pause(after: failed, jitter: .random(in: 0..<1))
        guard failed <= RetryPolicy.mostAttempts else {
            try giveUp(job, reason: "The process ended while it worked on this delivery.")
            return 1
        }
        var isCounted = false
        do {
            let done = try retrying { worker throws(StorageError) in
                try worker.transact(job, &isCounted, next: next)
            }
            meters.countApplied(done)
            return done
        } catch {
            guard !error.isTransient else {
                if isCounted { noteCutOff(job) }
                throw error
            }
            try fail(job, failed: failed, next: next, error: error)
            return 1
        }
    }

    /// Does a job whose turn it is. The attempt is counted by another session, while this one holds
    /// the lane, so that it counts whatever becomes of the transaction.
    private mutating func transact(
        _ job: Job,
        _ isCounted: inout Bool,
        next: Instant
    ) throws(StorageError) -> Int {
        try database.transaction { () throws(StorageError) in
            guard try isCounted ? queue.hold(job) : isFirst(job) else { return 0 }
            if !isCounted {
                try counter.countAttempt(job, next: next)
                isCounted = true
            }
            return try process.run([job], at: clock())
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
        if times < Worker.mostCutOffs { attemptToTakeBack = job }
    }

    /// What cut a job off is no failure of its own: it is due again at once, and at its old place if
    /// this was its first attempt. One that is cut off again and again keeps its attempt.
    private mutating func takeBackAttempt() throws(StorageError) {
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
