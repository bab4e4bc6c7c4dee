internal import Synchronization

/// Which of a process's idle workers looks whether anything is due: one of them, so that a database
/// at rest is not asked the more often the more workers there are.
///
/// Who found something the last time looks without asking.
package final class Lookout: Sendable {
    private struct Watch {
        let worker: UInt16
        let since: ContinuousClock.Instant
    }

    /// Who has not looked again for so long is held up, and another takes the watch.
    static let patience = Duration.milliseconds(200)

    private let watch = Mutex<Watch?>(nil)

    package init() {}

    /// Whether this worker is the one to look now.
    ///
    /// - Parameter worker: its number among all of the process.
    func isTurn(of worker: UInt16, at now: ContinuousClock.Instant = .now) -> Bool {
        watch.withLock { watch in
            if let held = watch, held.worker != worker, now - held.since < Lookout.patience {
                return false
            }
            watch = Watch(worker: worker, since: now)
            return true
        }
    }

    /// Lets others look as well: there is work for more than one, or who has the watch cannot look.
    func callOthers() {
        watch.withLock { $0 = nil }
    }
}
