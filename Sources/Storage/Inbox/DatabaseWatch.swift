package import MariaDB
internal import Synchronization
internal import Threads

/// Knows whether the database is there and takes deliveries. Who finds it away says so and goes on
/// with something else; a thread of the watch asks until it is back, so that nobody else has to wait
/// for that.
package final class DatabaseWatch: Sendable {
    private static let shortestPause = Duration.milliseconds(50)
    private static let longestPause = Duration.seconds(1)

    private let away = Atomic(false)
    private let held = Atomic(false)
    /// How often in a row the database was found away since somebody last worked with it.
    private let losses = Atomic(0)
    /// Wakes the watching thread; asking whether the database is away must not.
    private let bell = Monitor((isRung: false, isClosed: false))
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

    package var isAway: Bool { away.load(ordering: .acquiring) }

    /// Whether storing waited in vain for rows that somebody holds, or for the places of new ones.
    /// Whether they are still held only storing finds out, and nobody should wait for that again.
    var isHeld: Bool { held.load(ordering: .acquiring) }

    /// Somebody waited in vain for others, or found something else to be wrong.
    func lost(toOthers isHeld: Bool) {
        held.store(isHeld, ordering: .releasing)
        lost()
    }

    /// Nothing waits for those rows any more.
    func release() {
        held.store(false, ordering: .releasing)
    }

    /// Somebody found the database away.
    package func lost() {
        losses.add(1, ordering: .relaxed)
        guard !away.exchange(true, ordering: .acquiringAndReleasing) else { return }
        bell.update { bell in bell.isRung = true }
    }

    /// Somebody has worked with the database.
    package func found() {
        release()
        losses.store(0, ordering: .relaxed)
    }

    /// Ends `run`.
    package func close() {
        bell.update { bell in bell.isClosed = true }
    }

    /// Asks whenever the database is away: the body of the watching thread.
    package func run() {
        while awaitLoss() {
            while !awaitClose(within: pause()) {
                if answers() {
                    away.store(false, ordering: .releasing)
                    break
                }
                losses.add(1, ordering: .relaxed)
            }
        }
    }

    /// False where the watch is closed.
    private func awaitLoss() -> Bool {
        bell.wait { bell in
            if bell.isClosed { return false }
            guard bell.isRung else { return nil }
            bell.isRung = false
            return true
        } ?? false
    }

    private func awaitClose(within limit: Duration) -> Bool {
        bell.wait(within: limit) { bell in bell.isClosed ? true : nil } ?? false
    }

    /// Does what storing does, apart from the rows; throws where the database would take none.
    func rehearse() throws(StorageError) {
        try InboxStore(database: Database(settings), node: 0).rehearse()
    }

    /// Longer after each loss, and never the same for two processes.
    private func pause() -> Duration {
        let doublings = min(losses.load(ordering: .relaxed), 10)
        let doubled = DatabaseWatch.shortestPause * (1 << doublings)
        return min(doubled, DatabaseWatch.longestPause) * Double.random(in: 0.5..<1)
    }

    /// By a session of its own and real questions: a server that hangs accepts connections too, and
    /// one whose tables are locked for a dump answers whatever touches none of them.
    private func answers() -> Bool {
        guard (try? Database(settings).row("SELECT 1") as (Int)?) != nil, isReady() else {
            return false
        }
        do {
            try rehearse()
        } catch  where error.isTransient {
            return false
        } catch {
            // No waiting mends that: whoever stores has to find out what it is.
            return true
        }
        return true
    }
}
