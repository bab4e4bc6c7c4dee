package import MariaDB
internal import Threads

/// Knows whether the database is there. Who finds it away says so and goes on with something else;
/// a thread of the watch asks until it answers again, so that nobody else has to wait for that.
package final class DatabaseWatch: Sendable {
    private enum State {
        case there
        case away
        case closed
    }

    private static let shortestPause = Duration.milliseconds(50)
    private static let longestPause = Duration.seconds(1)

    private let state = Monitor(State.there)
    /// How often in a row the database was found away since somebody last worked with it.
    private let losses = Monitor(0)
    private let settings: ConnectionSettings
    private let isReady: @Sendable () -> Bool

    /// - Parameter isReady: asked as well before a database that answers counts as there.
    package init(
        _ settings: ConnectionSettings,
        isReady: @escaping @Sendable () -> Bool = { true }
    ) {
        self.settings = settings
        self.isReady = isReady
    }

    package var isAway: Bool {
        state.update { state in
            if case .there = state { return false }
            return true
        }
    }

    /// Somebody found the database away.
    package func lost() {
        losses.update { $0 = min($0 + 1, 16) }
        state.update { state in
            if case .there = state { state = .away }
        }
    }

    /// Somebody has worked with the database.
    package func found() {
        losses.update { $0 = 0 }
    }

    /// Waits until the database is there again; false where the time is over first.
    package func awaitReturn(within limit: Duration) -> Bool {
        state.wait(within: limit) { state in
            if case .away = state { return nil }
            return true
        } ?? false
    }

    /// Ends `run`.
    package func close() {
        state.update { $0 = .closed }
    }

    /// Asks whenever the database is away: the body of the watching thread.
    package func run() {
        while let isClosed = awaitLoss(), !isClosed {
            if awaitClose(within: pause()) { return }
            guard answers() else {
                losses.update { $0 = min($0 + 1, 16) }
                continue
            }
            state.update { state in
                if case .away = state { state = .there }
            }
        }
    }

    private func awaitLoss() -> Bool? {
        state.wait { state in
            switch state {
            case .there: nil
            case .away: false
            case .closed: true
            }
        }
    }

    private func awaitClose(within limit: Duration) -> Bool {
        state.wait(within: limit) { state in
            if case .closed = state { return true }
            return nil
        } ?? false
    }

    /// Longer after each loss, and never the same for two processes.
    private func pause() -> Duration {
        let doubled = DatabaseWatch.shortestPause * (1 << losses.update { $0 })
        return min(doubled, DatabaseWatch.longestPause) * Double.random(in: 0.5..<1)
    }

    /// By a session of its own and a real question: a server that hangs accepts connections too.
    private func answers() -> Bool {
        (try? Database(settings).row("SELECT 1") as (Int)?) != nil && isReady()
    }
}
