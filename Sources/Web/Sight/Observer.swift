internal import Domain
package import Storage
package import Threads

/// Looks at the install every few seconds, and tells the operator when something has changed.
package struct Observer {
    private static let pause = Duration.seconds(5)
    /// Looking takes no more than a twentieth of the time, however long the inbox is. Only that
    /// counts: a database that let nobody write should not be looked at later when it is back.
    private static let restFactor = 20
    /// A sign of life that fails after so long was not refused: nobody answered.
    private static let longestGreeting = Duration.seconds(1)
    /// It waits for the database to answer as long as that takes, so it can be begun again at once.
    private static let pauseWhileHanging = Duration.milliseconds(500)
    /// Beyond this, work is behind.
    package static let tolerableLag = Duration.seconds(60)

    private let services: Services
    private let node: NodeIdentity
    private var isBehind = false
    /// How long to rest before the next look.
    private(set) var rest = Duration.zero

    /// - Parameter node: this process, which gives a sign of life with each look.
    package init(services: Services, node: NodeIdentity) {
        self.services = services
        self.node = node
    }

    /// Looks until the signal is set: the body of the observing thread.
    package mutating func run(gate: Database, until stop: StopSignal) {
        while !stop.wait(for: rest) { look(gate) }
        try? NodeStore(database: gate).note(node, hasEnded: true, at: services.clock())
    }

    /// Looks once.
    package mutating func look(_ gate: Database) {
        let now = services.clock()
        rest = Observer.pause
        do {
            try greet(gate, at: now)
            try observe(gate, at: now)
        } catch {
            if services.sight.noteAway(at: now) {
                services.report("database.away", ["error": error.description])
            }
        }
    }

    /// Gives a sign of life. That is next to no work: where it takes long and fails, so does
    /// everything else.
    private mutating func greet(_ gate: Database, at now: Instant) throws(StorageError) {
        let start = ContinuousClock.now
        do {
            try NodeStore(database: gate).note(node, at: now)
            services.sight.isDatabaseHanging = false
        } catch {
            let isHanging = .now - start > Observer.longestGreeting
            services.sight.isDatabaseHanging = isHanging
            if isHanging { rest = Observer.pauseWhileHanging }
            throw error
        }
    }

    private mutating func observe(_ gate: Database, at now: Instant) throws(StorageError) {
        let start = ContinuousClock.now
        defer { rest = max(rest, (.now - start) * Observer.restFactor) }
        let observation = try Observation(gate, at: now)
        if let away = services.sight.note(observation) {
            services.report("database.back", ["away_seconds": "\(away.components.seconds)"])
        }
        judge(observation)
    }

    private mutating func judge(_ observation: Observation) {
        let lag = observation.inbox.lag(at: observation.at)
        let wasBehind = isBehind
        isBehind = lag > Observer.tolerableLag
        guard isBehind != wasBehind else { return }
        services.report(
            isBehind ? "inbox.behind" : "inbox.level",
            [
                "waiting": "\(observation.inbox.waiting)",
                "lag_seconds": "\(lag.components.seconds)",
                "workers": "\(observation.workers.count)",
            ]
        )
    }
}
