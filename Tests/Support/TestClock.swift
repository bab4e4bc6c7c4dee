package import Domain
internal import Foundation
internal import Synchronization

/// A clock that stands still until a test moves it.
package final class TestClock: Sendable {
    private let time: Mutex<Instant>

    /// - Parameter start: when the ids of `TestShop` are made, if nothing else is said.
    package init(at start: Instant = Instant(seconds: 1_790_000_000)) {
        time = Mutex(start)
    }

    package var now: Instant { time.withLock { $0 } }

    package func advance(by duration: Duration) {
        time.withLock { $0 = $0 + duration }
    }

    /// What the machine's clock says.
    package static var system: Instant {
        Instant(microseconds: Int64(Date.now.timeIntervalSince1970 * 1_000_000))
    }
}
