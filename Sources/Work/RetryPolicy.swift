internal import Domain

/// When a failed job is tried again, and when it is given up.
struct RetryPolicy: Sendable {
    /// After so many failed attempts a job is dead; by then about eight hours have passed.
    static let mostAttempts = 12
    private static let firstPause = Duration.seconds(5)
    private static let longestPause = Duration.hours(1)
    /// No first pause is longer, and no pause at all, whatever the jitter.
    static let bounds = (first: firstPause * 2, longest: longestPause * 1.5)
    private static let longestRest = Duration.seconds(1)

    /// How long to wait after an attempt: doubling from five seconds to an hour, each pause
    /// between half and one and a half of that, so that what failed together does not return together.
    ///
    /// - Parameters:
    ///   - failed: how many attempts have failed, 1 or more.
    ///   - jitter: from 0 up to 1.
    static func pause(after failed: Int, jitter: Double) -> Duration {
        let doubled = firstPause * (1 << min(failed - 1, 20))
        return min(doubled, longestPause) * (0.5 + jitter)
    }

    /// How long a worker rests before it repeats a transaction that failed for no fault of its own,
    /// or asks again for a database that is away: from milliseconds to a second, differently from
    /// worker to worker, so that they do not collide again.
    ///
    /// - Parameters:
    ///   - failed: how often in a row.
    ///   - jitter: from 0 up to 1.
    static func rest(after failed: Int, _ jitter: Double) -> Duration {
        min(.milliseconds(4 << min(failed, 10)), longestRest) * (0.5 + jitter / 2)
    }
}
