internal import Domain
internal import Logging
internal import Storage
internal import Threads
internal import Work

/// `waymark work`: threads that apply deliveries, and one that throws old things away.
final class Working {
    private static let roundPause = Duration.seconds(2)
    /// Every so many rounds old things are thrown away.
    private static let roundsToSweep = 30
    /// How soon what was asked for in the settings is seen.
    private static let askPause = Duration.seconds(2)
    /// Counts are kept in shards so that workers do not wait for each other; few, because readers
    /// add them up. Processes take turns in sixteen places, which is far more than run at once.
    private static let places: Int64 = 16

    private let stopping = StopSignal()
    private let threads: [WorkerThread]

    /// - Parameter node: numbers this process.
    init(_ program: Program, node: Int64, ids: IdentifierSource) {
        let stopping = stopping
        let count = program.configuration.work.threads
        let workers = (0..<count).map { index in
            let shard = UInt16(Int(node % Working.places) * count + index)
            return WorkerThread(name: "work-\(index + 1)") {
                var worker = Worker(
                    database: program.database(.work),
                    ids: ids,
                    shard: shard,
                    clock: Program.now,
                    report: { trouble in program.report(trouble) }
                )
                worker.run(until: stopping)
            }
        }
        let sweeper = WorkerThread(name: "housekeeping") {
            let housekeeping = Housekeeping(
                database: program.database(.work),
                deliveryAge: .days(program.configuration.work.daysToKeep),
                auditAge: .days(program.configuration.work.daysToKeepAudit)
            )
            var round = 0
            while !stopping.wait(for: Working.roundPause) {
                round += 1
                program.keepHouse("unblocked") { () throws(StorageError) in
                    try housekeeping.unblock(at: Program.now())
                }
                guard round % Working.roundsToSweep == 0 else { continue }
                program.keepHouse("swept") { () throws(StorageError) in
                    try housekeeping.run(at: Program.now())
                }
            }
        }
        let clerk = WorkerThread(name: "settings") {
            let change = ZoneChange(database: program.database(.work))
            while !stopping.wait(for: Working.askPause) {
                program.apply(change)
            }
        }
        threads = workers + [sweeper, clerk]
    }

    func start() {
        for thread in threads { thread.start() }
    }

    /// Returns when every thread has finished what it had at hand.
    func stop() {
        stopping.set()
        for thread in threads { thread.join() }
    }
}

extension Program {
    fileprivate func keepHouse(_ work: String, _ round: () throws(StorageError) -> Int) {
        do {
            let rows = try round()
            if rows > 0 { log.info("housekeeping.\(work)", metadata: ["rows": "\(rows)"]) }
        } catch {
            log.warning("housekeeping.failed", metadata: ["error": "\(error.description)"])
        }
    }

    fileprivate func apply(_ change: ZoneChange) {
        do {
            let count = try change.run()
            if count > 0 { log.info("timezone.changed", metadata: ["organisations": "\(count)"]) }
        } catch {
            log.warning("timezone.failed", metadata: ["error": "\(error.description)"])
        }
    }

    /// Tells an operator what a worker has met.
    fileprivate func report(_ trouble: Worker.Trouble) {
        switch trouble {
        case .interrupted(let error):
            log.warning("work.interrupted", metadata: ["error": "\(error.description)"])
        case .postponed(let job, let attempts, let reason):
            log.notice(
                "delivery.postponed",
                metadata: ["delivery": "\(job)", "attempts": "\(attempts)", "reason": "\(reason)"]
            )
        case .dead(let job, let reason):
            log.error("delivery.dead", metadata: ["delivery": "\(job)", "reason": "\(reason)"])
        }
    }
}
