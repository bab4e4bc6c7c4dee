package import Domain
package import Metrics
package import Storage
internal import Synchronization

/// What serving knows of itself and of the install: counted by the threads that answer, looked up
/// by one that does nothing else, so that neither a scrape nor the status page asks the database.
package final class Sight: Sendable {
    private struct State {
        var observation: Observation?
        var history: [Observation.Moment] = []
        /// Since when the database does not answer.
        var awaySince: Instant?
    }

    /// An hour of looking every ten seconds.
    private static let mostMoments = 360

    package let requests = RequestMeters()
    package let intake = IntakeMeters()
    private let state = Mutex(State())
    private let parts = Mutex<[@Sendable (inout Exposition) -> Void]>([])
    private let committer = Mutex<InboxCommitter?>(nil)
    private let hanging = Atomic(false)

    package init() {}

    /// Whether the database was found to let everybody wait in vain: who asked it would hold a
    /// thread for seconds, to no end.
    var isDatabaseHanging: Bool {
        get { hanging.load(ordering: .relaxed) }
        set { hanging.store(newValue, ordering: .relaxed) }
    }

    /// Lets the numbers of the committing thread be seen.
    package func watch(_ committer: InboxCommitter) {
        self.committer.withLock { $0 = committer }
    }

    /// What the committing thread has done and what waits with it and in its spool.
    package var inbox: InboxCounters {
        committer.withLock { $0 }?.counters ?? InboxCounters()
    }

    /// Lets a part of the program that this room does not know tell its numbers at each scrape.
    package func include(_ part: @escaping @Sendable (inout Exposition) -> Void) {
        parts.withLock { $0.append(part) }
    }

    /// The newest observation, with how the inbox fared before it and since when the database is
    /// away, if it is.
    package var newest: (Observation?, history: [Observation.Moment], awaySince: Instant?) {
        state.withLock { ($0.observation, $0.history, $0.awaySince) }
    }

    /// Takes an observation; tells for how long the database was away before it.
    package func note(_ observation: Observation) -> Duration? {
        state.withLock { state in
            defer { state.awaySince = nil }
            state.observation = observation
            state.history.append(observation.moment)
            if state.history.count > Self.mostMoments { state.history.removeFirst() }
            return state.awaySince.map { observation.at - $0 }
        }
    }

    /// Notes that the database does not answer; true where it did before.
    package func noteAway(at now: Instant) -> Bool {
        state.withLock { state in
            defer { state.awaySince = state.awaySince ?? now }
            return state.awaySince == nil
        }
    }

    /// All numbers as a scrape wants them.
    package func exposition(at now: Instant) -> String {
        var exposition = Exposition()
        requests.expose(in: &exposition)
        intake.expose(in: &exposition)
        let inbox = inbox
        inbox.expose(in: &exposition, at: now)
        for part in parts.withLock({ $0 }) { part(&exposition) }
        let (observation, _, awaySince) = newest
        exposition.add(
            .gauge,
            "waymark_database_up",
            "Whether the database answered and took deliveries when it was last asked.",
            observation == nil || awaySince != nil || inbox.isDatabaseAway ? 0 : 1
        )
        observation?.expose(in: &exposition, at: now)
        return exposition.text
    }
}
