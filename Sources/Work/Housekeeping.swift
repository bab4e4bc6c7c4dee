package import Domain
package import Storage

/// Throws away what nobody needs any more and sets going what got stuck, in small bites so that
/// nothing waits for it.
package struct Housekeeping {
    /// How long the live stream can be resumed after a pause.
    private static let feedAge = Duration.minutes(15)
    /// How long removed notes are kept.
    private static let noteAge = Duration.days(30)
    private static let bite = 1_000

    private let database: Database
    private let deliveryAge: Duration
    private let auditAge: Duration
    /// When jobs were last looked through that may be due too late.
    private var hastenedAt: Instant?

    /// - Parameters:
    ///   - database: of the work account.
    ///   - deliveryAge: how long raw deliveries are kept.
    ///   - auditAge: how long the audit log goes back; at least thirty days.
    package init(
        database: Database,
        deliveryAge: Duration,
        auditAge: Duration
    ) {
        self.database = database
        self.deliveryAge = deliveryAge
        self.auditAge = auditAge
    }

    /// Sets jobs going that wait for no reason: of connections that were resumed, until there are
    /// none or the time is over, and from before the clock was set back. Tells how many.
    package mutating func unblock(
        at now: Instant,
        within time: Duration
    ) throws(StorageError) -> Int {
        var sweep = Sweep(end: ContinuousClock.now + time)
        try sweep.takeBites { () throws(StorageError) in
            try HeldJobs(database: database).release(limit: Housekeeping.bite)
        }
        return try sweep.rows + hasten(at: now)
    }

    /// At once where the clock was set back by more than a minute, and else once a minute, for the
    /// clocks of other hosts: all that waits for another attempt is looked through.
    private mutating func hasten(at now: Instant) throws(StorageError) -> Int {
        if let hastenedAt, now >= hastenedAt, now < hastenedAt + .minutes(1) { return 0 }
        let (first, longest) = RetryPolicy.bounds
        let hastened = try QueueStore(database: database)
            .bringForward(at: now, first: first, longest: longest)
        hastenedAt = now
        return hastened
    }

    /// Throws away until nothing old is left. Once the time is over, a bite of each other kind
    /// still goes.
    package func run(at now: Instant, within time: Duration) throws(StorageError) -> Sweep {
        var sweep = Sweep(end: ContinuousClock.now + time)
        try sweepPeople(at: now, &sweep)
        try sweep.takeBites { () throws(StorageError) in
            try FeedStore(database: database)
                .forget(before: now - Housekeeping.feedAge, limit: Housekeeping.bite)
        }
        try sweep.takeBites { () throws(StorageError) in
            try NoteRetention(database: database)
                .sweep(before: now - Housekeeping.noteAge, limit: Housekeeping.bite)
        }
        try sweep.takeBites { () throws(StorageError) in
            try BulkRetention(database: database).sweep(at: now)
        }
        try sweepAudit(of: AuditTrail.nowhere, at: now, &sweep)
        for organisation in try OrganisationStore(database: database).list() {
            try sweep.takeBites { () throws(StorageError) in
                try RetentionStore(database: database)
                    .forget(
                        of: organisation.id,
                        before: now - deliveryAge,
                        limit: Housekeeping.bite
                    )
            }
            try sweepAudit(of: organisation.id, at: now, &sweep)
        }
        return sweep
    }

    /// What people leave behind: there is never much of it.
    private func sweepPeople(at now: Instant, _ sweep: inout Sweep) throws(StorageError) {
        try sweep.takeBites { () throws(StorageError) in
            try SessionStore(database: database).sweep(at: now)
                + SignInLimits(database: database).sweep(at: now)
                + InvitationDirectory(database: database).sweep(at: now)
                + ResetStore(database: database).sweep(at: now)
                + EmailChangeStore(database: database).sweep(at: now)
                + MembershipStore(database: database).sweep(at: now)
        }
    }

    private func sweepAudit(
        of organisation: Organisation.ID,
        at now: Instant,
        _ sweep: inout Sweep
    ) throws(StorageError) {
        try sweep.takeBites { () throws(StorageError) in
            try AuditRetention(database: database)
                .sweep(of: organisation, before: now - auditAge, limit: Housekeeping.bite)
        }
    }
}

extension Housekeeping {
    /// What throwing away came to.
    package struct Sweep {
        package private(set) var rows = 0
        /// Whether nothing is left that is old enough.
        package private(set) var isWhole = true
        private let end: ContinuousClock.Instant

        fileprivate init(end: ContinuousClock.Instant) {
            self.end = end
        }

        /// - Parameter bite: throws a part away and tells how many rows that were.
        fileprivate mutating func takeBites(
            _ bite: () throws(StorageError) -> Int
        ) throws(StorageError) {
            var gone = 0
            repeat {
                gone = try bite()
                rows += gone
            } while gone > 0 && ContinuousClock.now < end
            if gone > 0 { isWhole = false }
        }
    }
}
