internal import Domain
package import Storage
internal import Synchronization
package import Threads

/// Tells listeners what happens: one thread reads the feed and writes to all of them.
package final class LiveHub: Sendable {
    private static let pause = Duration.milliseconds(50)

    private let services: Services
    private let newcomers = Mutex<[LiveListener]>([])

    package init(services: Services) {
        self.services = services
    }

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
            do {
                try room.tell(at: services.clock())
            } catch {
                services.report("live stream paused", ["error": String(describing: error)])
                _ = stop.wait(for: .seconds(1))
            }
        }
        room.welcome(takeNewcomers())
        room.close()
    }

    private func takeNewcomers() -> [LiveListener] {
        newcomers.withLock { newcomers in
            defer { newcomers = [] }
            return newcomers
        }
    }
}
