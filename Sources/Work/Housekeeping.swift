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

    /// Sets jobs going that wait for no reason: of connections that were resumed, and from before
    /// the clock was set back. Tells how many.
    package func unblock(at now: Instant) throws(StorageError) -> Int {
        let queue = QueueStore(database: database)
        let (first, longest) = RetryPolicy.bounds
        return try queue.releaseHeld(limit: 10 * Housekeeping.bite)
            + queue.bringForward(at: now, first: first, longest: longest)
    }

    /// One round; tells how many rows went.
    package func run(at now: Instant) throws(StorageError) -> Int {
        var gone = try FeedStore(database: database)
            .forget(before: now - Housekeeping.feedAge, limit: Housekeeping.bite)
        gone += try SessionStore(database: database).sweep(at: now)
        gone += try SignInLimits(database: database).sweep(at: now)
        gone += try InvitationDirectory(database: database).sweep(at: now)
        gone += try ResetStore(database: database).sweep(at: now)
        gone += try EmailChangeStore(database: database).sweep(at: now)
        gone += try MembershipStore(database: database).sweep(at: now)
        gone += try NoteRetention(database: database)
            .sweep(before: now - Housekeeping.noteAge, limit: Housekeeping.bite)
        gone += try BulkRetention(database: database).sweep(at: now)
        gone += try forgetAudit(of: AuditTrail.nowhere, at: now)
        for organisation in try OrganisationStore(database: database).list() {
            gone += try RetentionStore(database: database)
                .forget(
                    of: organisation.id,
                    before: now - deliveryAge,
                    limit: Housekeeping.bite
                )
            gone += try forgetAudit(of: organisation.id, at: now)
        }
        return gone
    }

    private func forgetAudit(
        of organisation: Organisation.ID,
        at now: Instant
    ) throws(StorageError) -> Int {
        try AuditRetention(database: database)
            .sweep(of: organisation, before: now - auditAge, limit: Housekeeping.bite)
    }
}
