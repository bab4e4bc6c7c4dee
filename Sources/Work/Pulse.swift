package import Domain
package import Storage
package import Threads

/// The signs of life of a process that applies deliveries: what it has done, every few seconds.
package struct Pulse {
    private static let pause = Duration.seconds(5)

    private let node: NodeIdentity
    private let meters: WorkMeters
    private let clock: @Sendable () -> Instant

    package init(node: NodeIdentity, meters: WorkMeters, clock: @escaping @Sendable () -> Instant) {
        self.node = node
        self.meters = meters
        self.clock = clock
    }

    /// Beats until the signal is set: the body of a thread. While the database is away there is
    /// nobody to tell, and the workers say why.
    package func run(on database: Database, until stop: StopSignal) {
        repeat {
            try? beat(on: database)
        } while !stop.wait(for: Pulse.pause)
    }

    /// Tells once; for the last time where the process ends.
    package func beat(on database: Database, isLast: Bool = false) throws(StorageError) {
        try NodeStore(database: database)
            .note(node, done: meters.done, hasEnded: isLast, at: clock())
    }
}
