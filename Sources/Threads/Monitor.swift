internal import Glibc

/// State behind a lock that threads can wait on: `Mutex` has no condition, so this is a pthread
/// mutex with one.
///
/// Waiting is by the monotonic clock; a step of the wall clock neither wakes nor delays anybody.
@safe package final class Monitor<State>: @unchecked Sendable {
    // Sendable without the compiler's proof: `state` is touched only while `mutex` is held.
    private let mutex: UnsafeMutablePointer<pthread_mutex_t>
    private let changed: UnsafeMutablePointer<pthread_cond_t>
    private var state: State

    package init(_ state: sending State) {
        self.state = state
        unsafe mutex = .allocate(capacity: 1)
        unsafe changed = .allocate(capacity: 1)
        unsafe pthread_mutex_init(mutex, nil)
        var attributes = pthread_condattr_t()
        unsafe pthread_condattr_init(&attributes)
        unsafe pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
        unsafe pthread_cond_init(changed, &attributes)
        unsafe pthread_condattr_destroy(&attributes)
    }

    deinit {
        unsafe pthread_cond_destroy(changed)
        unsafe pthread_mutex_destroy(mutex)
        unsafe changed.deallocate()
        unsafe mutex.deallocate()
    }

    /// Looks at or changes the state and wakes everybody who waits for a change.
    package func update<Result>(_ body: (inout State) -> sending Result) -> sending Result {
        unsafe pthread_mutex_lock(mutex)
        defer {
            unsafe pthread_cond_broadcast(changed)
            unsafe pthread_mutex_unlock(mutex)
        }
        return body(&state)
    }

    /// Looks at the state and wakes nobody.
    package func look<Result>(_ body: (State) -> sending Result) -> sending Result {
        unsafe pthread_mutex_lock(mutex)
        defer { unsafe pthread_mutex_unlock(mutex) }
        return body(state)
    }

    /// Waits until the body returns something; nil when the time is over first.
    package func wait<Result>(
        within limit: Duration? = nil,
        until body: (inout State) -> sending Result?
    ) -> sending Result? {
        let deadline = limit.map { limit in ContinuousClock.now + limit }
        unsafe pthread_mutex_lock(mutex)
        defer { unsafe pthread_mutex_unlock(mutex) }
        while true {
            if let result = body(&state) { return result }
            guard let deadline else {
                unsafe pthread_cond_wait(changed, mutex)
                continue
            }
            let left = deadline - ContinuousClock.now
            guard left > .zero else { return nil }
            var moment = Self.moment(after: left)
            unsafe pthread_cond_timedwait(changed, mutex, &moment)
        }
    }

    /// The reading that the monotonic clock will show then.
    private static func moment(after duration: Duration) -> timespec {
        var now = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &now)
        let (seconds, attoseconds) = duration.components
        let nanoseconds = now.tv_nsec + Int(attoseconds / 1_000_000_000)
        return timespec(
            tv_sec: now.tv_sec + Int(seconds) + nanoseconds / 1_000_000_000,
            tv_nsec: nanoseconds % 1_000_000_000
        )
    }
}
