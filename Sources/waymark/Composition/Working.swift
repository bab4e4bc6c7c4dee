internal import Cryptography
internal import Domain
internal import Logging
internal import Machine
internal import Outbound
internal import Storage
internal import Threads
internal import Work

/// `waymark work`: threads that apply deliveries, and one that throws old things away.
final class Working {
    private static let roundPause = Duration.seconds(2)
    /// Every so many rounds old things are thrown away, and every round while some are left.
    private static let roundsToSweep = 30
    /// So long at a time: what else the thread does must not wait.
    private static let sweepTime = Duration.seconds(1)
    /// Counts are kept in shards so that workers do not wait for each other; few, because readers
    /// add them up. Each process that runs has a place of its own, and the next one takes it over.
    private static let places = 16
    /// Seconds that a statement may take where deliveries are applied: nobody waits for an answer,
    /// and one of them may move all that a customer has done in years.
    private static let statementTime: UInt32 = 60
    /// Who gave no sign of life for so long has lost its place.
    private static let patience = Duration.seconds(30)

    private let stopping = StopSignal()
    private let threads: [WorkerThread]
    private let farewell: @Sendable () -> Void

    /// - Parameter node: numbers this process.
    init(_ program: Program, node: Int64, ids: IdentifierSource) {
        let stopping = stopping
        let meters = WorkMeters()
        let pulse = Pulse(
            node: Program.identity(node, as: .work),
            meters: meters,
            clock: Program.now
        )
        let beater = WorkerThread(name: "pulse") {
            pulse.run(on: program.database(.work), until: stopping)
        }
        threads =
            Working.applying(program, node: node, ids: ids, meters: meters, until: stopping)
            + [beater, Working.sweeping(program, until: stopping), .tidying(until: stopping)]
            + Working.posting(program, ids: ids, until: stopping)
            + Working.bulk(program, ids: ids, until: stopping)
        farewell = { try? pulse.beat(on: program.database(.work), isLast: true) }
    }

    /// The threads that apply deliveries.
    private static func applying(
        _ program: Program,
        node: Int64,
        ids: IdentifierSource,
        meters: WorkMeters,
        until stopping: StopSignal
    ) -> [WorkerThread] {
        let count = program.configuration.work.threads
        let place = Working.place(of: node, program)
        let lookout = Lookout()
        return (0..<count).map { index in
            let shard = UInt16(place * count + index)
            return WorkerThread(name: "work-\(index + 1)") {
                var worker = Worker(
                    database: program.database(.work, readTimeout: statementTime),
                    ids: ids,
                    shard: shard,
                    lookout: lookout,
                    meters: meters,
                    clock: Program.now,
                    report: { trouble in program.report(trouble) }
                )
                worker.run(until: stopping)
            }
        }
    }

    /// A thread for each kind of long work, so that none waits for another kind.
    private static func bulk(
        _ program: Program,
        ids: IdentifierSource,
        until stopping: StopSignal
    ) -> [WorkerThread] {
        let exports = program.configuration.exports
        let kinds: [(String, [BulkJob.Kind])] = [("bulk", [.tag, .untag]), ("export", [.export])]
        return kinds.map { name, kinds in
            WorkerThread(name: name) {
                BulkWorker(
                    kinds,
                    database: program.database(.work),
                    reader: program.database(.work),
                    ids: ids,
                    files: exports.folder,
                    fileAge: .days(exports.daysToKeep),
                    clock: Program.now,
                    report: { trouble in program.report(trouble) }
                ).run(until: stopping)
            }
        }
    }

    private static func place(of node: Int64, _ program: Program) -> Int {
        let now = Program.now()
        let taken = try? NodeStore(database: program.database(.work))
            .takePlace(node, of: places, heldSince: now - patience, at: now)
        return taken ?? Int(node) % places
    }

    /// A thread that sets free what need not wait any longer, and throws old things away.
    private static func sweeping(_ program: Program, until stopping: StopSignal) -> WorkerThread {
        WorkerThread(name: "housekeeping") {
            var housekeeping = Housekeeping(
                database: program.database(.work),
                deliveryAge: .days(program.configuration.work.daysToKeep),
                auditAge: .days(program.configuration.work.daysToKeepAudit)
            )
            let counting = CountingChange(
                database: program.database(.work),
                clock: { Program.now() }
            )
            var (round, isBehind) = (0, false)
            while !stopping.wait(for: Working.roundPause) {
                round += 1
                program.keepHouse("unblocked") { () throws(StorageError) in
                    try housekeeping.unblock(at: Program.now(), within: Working.sweepTime)
                }
                program.keepHouse("recounted") { () throws(StorageError) in try counting.run() }
                guard isBehind || round % Working.roundsToSweep == 0 else { continue }
                program.keepHouse("swept") { () throws(StorageError) in
                    let sweep = try housekeeping.run(at: Program.now(), within: Working.sweepTime)
                    isBehind = !sweep.isWhole
                    return sweep.rows
                }
                let exports = program.configuration.exports
                let oldest = Program.now() - .days(exports.daysToKeep)
                _ = exports.folder.sweep(before: oldest.seconds)
            }
        }
    }

    /// A thread that sends mails, where there is a server for them: it alone waits for that.
    private static func posting(
        _ program: Program,
        ids: IdentifierSource,
        until stopping: StopSignal
    ) -> [WorkerThread] {
        let mail = program.configuration.mail
        guard mail.isOn, let ring = program.configuration.keys.ring else { return [] }
        let server = mail.mailServer
        return [
            WorkerThread(name: "mail") {
                let postman = Postman(
                    database: program.database(.work),
                    ids: ids,
                    secrets: SecretBox(ring: ring),
                    server: server,
                    publicURL: program.configuration.serving.url,
                    report: { mail, reason in
                        program.report("mail.postponed", ["mail": mail, "reason": reason])
                    }
                )
                while !stopping.wait(for: Working.roundPause) {
                    program.keepHouse("mailed") { () throws(StorageError) in
                        try postman.run(at: Program.now())
                    }
                }
            }
        ]
    }

    func start() {
        for thread in threads { thread.start() }
    }

    /// Returns when every thread has finished what it had at hand.
    func stop() {
        stopping.set()
        for thread in threads { thread.join() }
        farewell()
    }
}

extension Program {
    fileprivate func keepHouse(_ work: String, _ round: () throws(StorageError) -> Int) {
        do {
            let rows = try round()
            if rows > 0 { log.info("housekeeping.\(work)", metadata: ["rows": "\(rows)"]) }
        } catch {
            book.tell("housekeeping.failed", ["error": error.description])
        }
    }

    /// Tells an operator what a worker has met.
    fileprivate func report(_ trouble: Worker.Trouble) {
        switch trouble {
        case .interrupted(let error):
            book.tell("work.interrupted", ["error": error.description])
        case .postponed(let job, let attempts, let reason):
            book.tell(
                "delivery.postponed",
                ["delivery": "\(job)", "attempts": "\(attempts)", "reason": reason]
            )
        case .dead(let job, let reason):
            book.tell("delivery.dead", ["delivery": "\(job)", "reason": reason])
        }
    }

    fileprivate func report(_ trouble: BulkWorker.Trouble) {
        switch trouble {
        case .interrupted(let error):
            book.tell("bulk.interrupted", ["error": error.description])
        case .failed(let job, let reason):
            book.tell("bulk.failed", ["job": job.text, "reason": reason])
        }
    }
}
