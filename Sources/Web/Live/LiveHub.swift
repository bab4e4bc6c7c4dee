internal import Domain
internal import Metrics
package import Storage
internal import Synchronization
package import Threads

/// Tells listeners what happens: one thread reads the feed and writes to all of them.
package final class LiveHub: Sendable {
    private static let pause = Duration.milliseconds(50)

    private let services: Services
    private let newcomers = Mutex<[LiveListener]>([])
    private let seats = Gauge()

    package init(services: Services) {
        self.services = services
    }

    /// How many listen.
    package var seatCount: Int { seats.value }

    /// Gives a listener a seat; it hears from now on, and what it missed since it was last here.
    package func join(_ listener: LiveListener) {
        newcomers.withLock { $0.append(listener) }
    }

    /// Tells until the signal is set: the body of the telling thread.
    package func run(gate: Database, api: Database, until stop: StopSignal) {
        var room = LiveRoom(
            feed: FeedStore(database: gate),
            teller: LiveTeller(api: api),
            warden: LiveWarden(gate: gate)
        )
        while !stop.wait(for: LiveHub.pause) {
            room.welcome(takeNewcomers())
            defer { seats.set(room.count) }
            do {
                try room.tell(at: services.clock())
            } catch {
                services.report("live.paused", ["error": String(describing: error)])
                _ = stop.wait(for: .seconds(1))
            }
        }
        room.welcome(takeNewcomers())
        room.close()
        seats.set(0)
    }

    private func takeNewcomers() -> [LiveListener] {
        newcomers.withLock { newcomers in
            defer { newcomers = [] }
            return newcomers
        }
    }
}
