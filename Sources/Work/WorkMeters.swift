internal import Metrics
package import Storage

/// What the workers of a process have done since it started, counted by all of them together.
package final class WorkMeters: Sendable {
    private let applied = Counter()
    private let postponed = Counter()
    private let givenUp = Counter()

    package init() {}

    /// Counts jobs that ended well.
    func countApplied(_ jobs: Int) { applied.add(jobs) }

    /// Counts what a worker has met.
    func count(_ trouble: Worker.Trouble) {
        switch trouble {
        case .interrupted: break
        case .postponed: postponed.add()
        case .dead: givenUp.add()
        }
    }

    package var done: WorkDone {
        WorkDone(applied: applied.value, postponed: postponed.value, givenUp: givenUp.value)
    }
}
