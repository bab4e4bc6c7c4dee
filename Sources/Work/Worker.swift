package import Domain
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
    /// The log tells of the first failure in a row and then of every sixteenth.
    private static let failuresToReport = 16
    /// How long cached settings may be stale.
    private static let settingsAge = Duration.seconds(30)

    private let database: Database
    private let queue: QueueStore
    private var process: ProcessDeliveries
    private var attempts: Attempts
    private var carefulJobs = Worker.carefulStart
    /// Lanes that had due jobs at the last look and were not visited since.
    private var lanes: [UInt16] = []
    /// So many lost connections in a row may be the fault of one job: then it has to stand alone.
    private static let lossesToSuspect = 3
    private var forgotAt = ContinuousClock.now
    private let clock: @Sendable () -> Instant
    private let report: @Sendable (Trouble) -> Void
    private let meters: WorkMeters
    private let shard: UInt16
    private let lookout: Lookout

    /// - Parameters:
    ///   - database: of the work account.
    ///   - shard: this worker's own number among all that run.
    ///   - lookout: shared with the other workers of the process.
    ///   - meters: shared with the other workers of the process.
    ///   - report: called with what an operator should know.
    package init(
        database: Database,
        ids: IdentifierSource,
        shard: UInt16,
        lookout: Lookout = Lookout(),
        meters: WorkMeters = WorkMeters(),
        clock: @escaping @Sendable () -> Instant,
        report: @escaping @Sendable (Trouble) -> Void
    ) {
        self.database = database
        self.shard = shard
        self.lookout = lookout
        self.meters = meters
        self.clock = clock
        let report = { @Sendable trouble in
            meters.count(trouble)
            report(trouble)
        }
        self.report = report
        queue = QueueStore(database: database)
        process = ProcessDeliveries(database: database, ids: ids, shard: shard)
        attempts = Attempts(database: database, clock: clock, report: report)
    }

    /// Works until the signal is set; what is under way is finished first.
    package mutating func run(until stop: StopSignal) {
        var (failures, isIdle) = (0, false)
        while !stop.isSet {
            do {
                if !isIdle || lookout.isTurn(of: shard) { isIdle = try step() == 0 }
                if isIdle { _ = stop.wait(for: Worker.idlePause) }
                failures = 0
            } catch {
                isIdle = false
                lookout.callOthers()
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
        try attempts.takeBack()
        let done = try visitLanes()
        guard done == 0 else { return done }
        lanes = turned(try queue.candidateLanes(at: clock()))
        if lanes.isEmpty { carefulJobs = 0 } else { lookout.callOthers() }
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
            return try batch(lanes)
        } catch {
            if error.isAway { throw error }
            return try oneByOne(lanes, limit: Worker.batch)
        }
    }

    private mutating func batch(_ some: [UInt16]) throws(StorageError) -> Int {
        let (database, queue, clock) = (database, queue, clock)
        let (jobs, done) = try process.retrying { process throws(StorageError) in
            try database.transaction(attempts: 1) { () throws(StorageError) in
                let jobs = try queue.take(some, at: clock(), limit: Worker.batch)
                return (jobs, jobs.isEmpty ? 0 : try process.run(jobs, at: clock()))
            }
        }
        if let last = jobs.prefix(done).last, jobs.count == Worker.batch || done < jobs.count {
            // A full batch ends in mid-lane: the lanes behind it are next, or they would starve.
            lanes = some.filter { $0 > last.lane } + lanes
        }
        meters.countApplied(done)
        return done
    }

    /// Does the lanes' jobs each in a transaction of its own.
    private mutating func oneByOne(_ lanes: [UInt16], limit: Int) throws(StorageError) -> Int {
        var done = 0
        for job in try queue.jobs(in: lanes, at: clock(), limit: limit) {
            let outcome = try attempts.make(job, by: &process)
            if outcome == .applied { meters.countApplied(1) }
            done += outcome == .left ? 0 : 1
        }
        return done
    }
}

extension QueueStore {
    /// The due jobs of those lanes that nobody else holds.
    fileprivate func take(
        _ lanes: [UInt16],
        at now: Instant,
        limit: Int
    ) throws(StorageError) -> [Job] {
        let locked = try lock(lanes)
        return locked.isEmpty ? [] : try jobs(in: locked, at: now, limit: limit)
    }
}
