internal import Glibc
internal import Synchronization

/// A flag that is set once and that threads can wait for, by time or in a poll set.
package final class StopSignal: Sendable {
    /// Readable from the moment the signal is set, for ever; for poll and epoll.
    package let descriptor: Int32
    private let trigger: Int32
    private let flag = Atomic(false)

    package init() {
        var ends: [Int32] = [-1, -1]
        let failed = unsafe pipe(&ends) != 0
        precondition(!failed, "no file descriptor is left for a stop signal")
        descriptor = ends[0]
        trigger = ends[1]
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
        }
    }

    deinit {
        close(descriptor)
        close(trigger)
    }

    package var isSet: Bool { flag.load(ordering: .acquiring) }

    /// Sets the signal; again makes no difference.
    package func set() {
        guard !flag.exchange(true, ordering: .acquiringAndReleasing) else { return }
        var byte: UInt8 = 1
        unsafe write(trigger, &byte, 1)
    }

    /// Waits up to so long; true as soon as the signal is set.
    package func wait(for limit: Duration) -> Bool {
        let deadline = ContinuousClock.now + limit
        while !isSet {
            let left = deadline - ContinuousClock.now
            guard left > .zero else { return false }
            var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            unsafe poll(&entry, 1, left.pollMilliseconds)
        }
        return true
    }
}

extension Duration {
    /// Whole milliseconds, rounded up so that a short rest does not become a busy loop.
    package var pollMilliseconds: Int32 {
        let (seconds, attoseconds) = components
        let milliseconds =
            seconds * 1_000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
        return Int32(clamping: milliseconds)
    }
}
