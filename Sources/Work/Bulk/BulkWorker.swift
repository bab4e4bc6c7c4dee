package import Domain
package import Machine
package import Storage
package import Threads

/// Does jobs for many customers, one at a time, and each for a short while where others wait.
///
/// It needs no memory of its own: whoever takes a job up finds in its row how far it is.
package struct BulkWorker {
    /// What it tells of a bad day.
    package enum Trouble: Sendable {
        /// The database is away or keeps refusing; it pauses and goes on.
        case interrupted(StorageError)
        /// One job is given up.
        case failed(BulkJob.ID, reason: String)
    }

    /// Taken up so often without getting on, a job is given up.
    private static let mostAttempts = 5
    /// How long a job is worked on before others have their turn.
    private static let turn = Duration.seconds(2)
    private static let idlePause = Duration.milliseconds(500)

    private let kinds: [BulkJob.Kind]
    private let database: Database
    private let reader: Database
    private let queue: BulkQueue
    private let ids: IdentifierSource
    private let files: FileFolder
    private let fileAge: Duration
    private let clock: @Sendable () -> Instant
    private let report: @Sendable (Trouble) -> Void

    /// - Parameters:
    ///   - kinds: the jobs that it takes.
    ///   - database: of the work account.
    ///   - reader: another session of it, for long reads.
    ///   - files: where exports are kept.
    ///   - fileAge: how long they are.
    package init(
        _ kinds: [BulkJob.Kind],
        database: Database,
        reader: Database,
        ids: IdentifierSource,
        files: FileFolder,
        fileAge: Duration,
        clock: @escaping @Sendable () -> Instant,
        report: @escaping @Sendable (Trouble) -> Void
    ) {
        self.kinds = kinds
        self.database = database
        self.reader = reader
        queue = BulkQueue(database: database)
        self.ids = ids
        self.files = files
        self.fileAge = fileAge
        self.clock = clock
        self.report = report
    }

    /// Works until the signal is set: the body of a thread.
    package func run(until stop: StopSignal) {
        var failures = 0
        while !stop.isSet {
            do {
                if try !step(until: stop) { _ = stop.wait(for: BulkWorker.idlePause) }
                failures = 0
            } catch {
                report(.interrupted(error))
                _ = stop.wait(for: RetryPolicy.rest(after: failures, .random(in: 0..<1)))
                failures += 1
            }
        }
    }

    /// Takes up a job and works on it for a while; false where none waits.
    package func step(until stop: StopSignal = StopSignal()) throws(StorageError) -> Bool {
        let holder: Identifier<BulkWorker> = ids.next()
        guard var held = try queue.take(kinds, holder: holder.number, at: clock()) else {
            return false
        }
        if held.attempts > BulkWorker.mostAttempts {
            try giveUp(held, "It was begun \(held.attempts - 1) times and never got on.")
            return true
        }
        do {
            try work(on: &held, until: stop)
        } catch {
            // It is taken up again, from where its last whole step ended.
            let pause = RetryPolicy.rest(after: held.attempts, .random(in: 0..<1))
            try? queue.release(held, until: clock() + pause)
            throw error
        }
        return true
    }

    private func work(on held: inout HeldJob, until stop: StopSignal) throws(StorageError) {
        guard held.job.kind == .export else { return try tag(&held, until: stop) }
        let export = ExportJob(
            queue: queue,
            reader: reader,
            files: files,
            age: fileAge,
            clock: clock,
            stop: stop
        )
        switch try export.run(held) {
        case .done: break
        case .lost: try queue.release(held, until: clock())
        case .refused(let fault):
            try giveUp(held, "The file could not be written: \(fault.description).")
        }
    }

    private func tag(_ held: inout HeldJob, until stop: StopSignal) throws(StorageError) {
        let job = TagJob(database: database, queue: queue, clock: clock)
        var progress = held.job.progress
        let start = ContinuousClock.now
        while try job.step(&held, &progress) == .goesOn {
            if stop.isSet || ContinuousClock.now - start > BulkWorker.turn {
                return try queue.release(held, until: clock())
            }
        }
    }

    private func giveUp(_ held: HeldJob, _ reason: String) throws(StorageError) {
        report(.failed(held.job.id, reason: reason))
        _ = try queue.end(held, as: .failed, reason: reason, at: clock())
    }
}
