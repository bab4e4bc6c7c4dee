internal import Domain
internal import Intake
internal import Storage

/// Turns a run of jobs into their effects, inside the transaction that the caller holds.
struct ProcessDeliveries {
    private let database: Database
    private let queue: QueueStore
    private let ids: IdentifierSource
    private let shard: UInt16
    private var organisations: OrganisationSettings
    private var sources: SourceStore

    init(database: Database, ids: IdentifierSource, shard: UInt16) {
        self.database = database
        self.ids = ids
        self.shard = shard
        queue = QueueStore(database: database)
        organisations = OrganisationSettings(database: database)
        sources = SourceStore(database: database)
    }

    /// Forgets what was cached: after a transaction that was rolled back, and now and then.
    mutating func forget() {
        organisations.forget()
        sources.forget()
    }

    /// Does the jobs and removes them from the queue; tells how many it did, which are fewer where
    /// their deliveries are too large to be held at once.
    mutating func run(_ jobs: [Job], at now: Instant) throws(StorageError) -> Int {
        let (deliveries, done) = try DeliveryStore(database: database)
            .deliveries(of: jobs, holding: ProcessDeliveries.mostBytes)
        // From here on the bodies are not needed, and are let go of.
        let (entries, faulty) = read(deliveries)
        let buried = try quarantine(faulty, of: done, at: now)
        try apply(entries, at: now)
        for job in done where !job.kind.isDelivery {
            try carryOut(job, at: now)
        }
        try queue.clearFailures(
            of: done.filter { $0.kind == .replayDelivery && !buried.contains($0) }
        )
        try queue.finish(done.filter { !buried.contains($0) })
        return done.count
    }

    /// How many bytes of bodies are enough for one transaction.
    private static let mostBytes = 4 << 20

    private typealias Entries = [Organisation.ID: [JourneyBatch.Entry]]

    /// Why a delivery means nothing.
    private struct Faulty {
        let organisation: Organisation.ID
        let delivery: Delivery.ID
        let reason: String
    }

    /// What the deliveries mean, and those that mean nothing.
    private func read(_ deliveries: [StoredDelivery]) -> (entries: Entries, faulty: [Faulty]) {
        var entries: Entries = [:]
        var faulty: [Faulty] = []
        for delivery in deliveries {
            switch read(delivery) {
            case .fact(let fact):
                entries[delivery.organisation, default: []]
                    .append(JourneyBatch.Entry(fact, from: delivery))
            case .faults(let reason):
                faulty.append(
                    Faulty(
                        organisation: delivery.organisation,
                        delivery: delivery.id,
                        reason: reason
                    )
                )
            }
        }
        return (entries, faulty)
    }

    private enum Reading {
        case fact(JourneyFact)
        case faults(String)
    }

    /// What came with the wrong type was kept as well: its body may be JSON all the same.
    private func read(_ delivery: StoredDelivery) -> Reading {
        let reading = JourneyDialect.read(
            body: delivery.body,
            contentType: "application/json",
            messageID: delivery.messageID
        )
        return switch reading {
        case .fact(let fact): .fact(fact)
        case .faults(let faults): .faults(faults.map(\.text).joined(separator: "; "))
        case .unsupportedType(let fault): .faults(fault.text)
        }
    }

    private mutating func apply(_ entries: Entries, at now: Instant) throws(StorageError) {
        for (organisation, entries) in entries.sorted(by: { $0.key < $1.key }) {
            let batch = JourneyBatch(
                organisation: organisation,
                settings: try organisations.settings(of: organisation),
                database: database,
                ids: ids,
                shard: shard,
                now: now
            )
            try batch.apply(entries, sources: &sources)
        }
    }

    /// Tells which jobs ended there.
    private func quarantine(
        _ faulty: [Faulty],
        of jobs: ArraySlice<Job>,
        at now: Instant
    ) throws(StorageError) -> Set<Job> {
        var buried: Set<Job> = []
        for one in faulty {
            let concerned = jobs.filter {
                $0.organisation == one.organisation && $0.id == one.delivery.number
            }
            for job in concerned {
                try queue.bury(job, as: .quarantined, reason: one.reason, at: now)
                try tellFailure(of: job, at: now)
            }
            buried.formUnion(concerned)
        }
        return buried
    }

    /// Does what a person has asked for.
    private mutating func carryOut(_ job: Job, at now: Instant) throws(StorageError) {
        let recount = CustomerRecount(
            organisation: job.organisation,
            settings: try organisations.settings(of: job.organisation),
            database: database,
            shard: shard
        )
        switch job.kind {
        case .undoMerge:
            try UndoMerge(recount: recount, now: now).run(Identifier(job.id), sources: &sources)
        case .mergeCustomers:
            try MergeByHand(recount: recount, now: now).run(Identifier(job.id), sources: &sources)
        case .editCustomer:
            try EditCustomer(recount: recount, ids: ids).run(Identifier(job.id), sources: &sources)
        case .processDelivery, .replayDelivery: break
        }
    }

    private func tellFailure(of job: Job, at now: Instant) throws(StorageError) {
        try FeedStore(database: database)
            .tell(.delivery, String(job.id), to: job.organisation, at: now)
    }
}
