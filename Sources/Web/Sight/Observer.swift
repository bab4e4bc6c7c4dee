internal import Domain
package import Storage
package import Threads

/// Looks at the install every few seconds, and tells the operator when something has changed.
package struct Observer {
    private static let pause = Duration.seconds(5)
    /// Looking takes no more than a twentieth of the time, however long the inbox is.
    private static let restFactor = 20
    /// Beyond this, work is behind.
    package static let tolerableLag = Duration.seconds(60)

    private let services: Services
    private let node: NodeIdentity
    private var isBehind = false

    /// - Parameter node: this process, which gives a sign of life with each look.
    package init(services: Services, node: NodeIdentity) {
        self.services = services
        self.node = node
    }

    /// Looks until the signal is set: the body of the observing thread.
    package mutating func run(gate: Database, until stop: StopSignal) {
        var pause = Duration.zero
        while !stop.wait(for: pause) {
            let start = ContinuousClock.now
            look(gate)
            pause = max(Observer.pause, (ContinuousClock.now - start) * Observer.restFactor)
        }
        try? NodeStore(database: gate).note(node, hasEnded: true, at: services.clock())
    }

    /// Looks once.
    package mutating func look(_ gate: Database) {
        let now = services.clock()
        do {
            try NodeStore(database: gate).note(node, at: now)
            let observation = try Observation(gate, at: now)
            if let away = services.sight.note(observation) {
                services.report("database.back", ["away_seconds": "\(away.components.seconds)"])
            }
            judge(observation)
        } catch {
            if services.sight.noteAway(at: now) {
                services.report("database.away", ["error": error.description])
            }
        }
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
