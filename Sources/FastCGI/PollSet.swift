internal import CFastCGI
internal import Glibc

/// An epoll set that many threads wait on.
///
/// A descriptor that was added with `addOnce` or armed wakes exactly one thread and then rests
/// until it is armed again; so whoever was woken owns what lies behind it.
final class PollSet: Sendable {
    private let descriptor: Int32

    init() throws(SystemFault) {
        descriptor = epoll_create1(Int32(EPOLL_CLOEXEC))
        guard descriptor >= 0 else { throw SystemFault("make a poll set") }
    }

    deinit {
        close(descriptor)
    }

    /// Adds a descriptor that wakes one thread a time.
    func addOnce(_ watched: Int32) {
        control(EPOLL_CTL_ADD, watched, EPOLLIN.rawValue | EPOLLONESHOT.rawValue)
    }

    /// Adds a descriptor that wakes every thread for as long as it is readable.
    func addForAll(_ watched: Int32) {
        control(EPOLL_CTL_ADD, watched, EPOLLIN.rawValue)
    }

    /// Lets a descriptor that was added before wake a thread again.
    func arm(_ watched: Int32) {
        control(EPOLL_CTL_MOD, watched, EPOLLIN.rawValue | EPOLLONESHOT.rawValue)
    }

    func remove(_ watched: Int32) {
        control(EPOLL_CTL_DEL, watched, 0)
    }

    /// Waits until a descriptor is readable or its peer is gone. The name stands in stack traces
    /// of idle threads: it says that they are not stuck.
    func waitForWork() -> Int32 {
        var event = unsafe epoll_event()
        while true {
            if unsafe epoll_wait(descriptor, &event, 1, -1) == 1 {
                return unsafe event.data.fd
            }
        }
    }

    private func control(_ operation: Int32, _ watched: Int32, _ events: UInt32) {
        var event = unsafe epoll_event()
        unsafe event.events = events
        unsafe event.data.fd = watched
        // A descriptor that is unknown here was removed by a pool that stops; nobody misses it.
        unsafe epoll_ctl(descriptor, operation, watched, &event)
    }
}
