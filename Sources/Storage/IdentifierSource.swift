package import Domain
internal import Synchronization

/// Makes ids that rise with time and are no other process's: milliseconds since 2025, the number
/// of the process, and a count.
package final class IdentifierSource: Sendable {
    /// 2025-01-01T00:00:00Z, in milliseconds since 1970.
    private static let epoch: Int64 = 1_735_689_600_000
    private static let nodeBits: Int64 = 10
    private static let countBits: Int64 = 12

    private let node: Int64
    /// The millisecond and count of the last id, as one number.
    private let last = Mutex<Int64>(0)
    private let clock: @Sendable () -> Instant

    /// - Parameters:
    ///   - node: numbers the process; only its lowest ten bits count.
    ///   - clock: read once for every id.
    package init(node: Int64, clock: @escaping @Sendable () -> Instant) {
        self.node = node & (1 << IdentifierSource.nodeBits - 1)
        self.clock = clock
    }

    /// Greater than every id that is made up to a minute after this time: bounds scans by id.
    package static func bound(_ time: Instant) -> Int64 {
        first(of: time.microseconds / 1_000 - epoch + 60_000)
    }

    /// Less than every id that is made from a minute before this time on: bounds scans by id.
    package static func floor(_ time: Instant) -> Int64 {
        first(of: time.microseconds / 1_000 - epoch - 60_000)
    }

    /// The least id of a millisecond after the epoch; of times that ids cannot have, of the nearest
    /// that they can.
    private static func first(of millisecond: Int64) -> Int64 {
        min(max(0, millisecond), 1 << 41 - 1) << (nodeBits + countBits)
    }

    /// A number greater than every one made before, even where the clock was set back.
    package func next<Subject>() -> Identifier<Subject> {
        let milliseconds = clock().microseconds / 1_000 - IdentifierSource.epoch
        let tick = last.withLock { last in
            last = max(last + 1, milliseconds << IdentifierSource.countBits)
            return last
        }
        let count = tick & (1 << IdentifierSource.countBits - 1)
        let moment = tick >> IdentifierSource.countBits
        let shift = IdentifierSource.nodeBits + IdentifierSource.countBits
        return Identifier(
            moment << shift | node << IdentifierSource.countBits | count
        )
    }
}
