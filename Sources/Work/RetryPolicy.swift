internal import Domain

/// When a failed job is tried again, and when it is given up.
struct RetryPolicy: Sendable {
    /// After so many failed attempts a job is dead; by then about eight hours have passed.
    static let mostAttempts = 12
    private static let firstPause = Duration.seconds(5)
    private static let longestPause = Duration.hours(1)

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
}
