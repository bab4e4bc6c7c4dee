internal import Glibc
internal import Synchronization

/// A named thread of the system, for work that blocks: it must not sit on the threads of Swift's
/// own pool.
package final class WorkerThread: Sendable {
    private let name: String
    private let body: @Sendable () -> Void
    private let handle = Mutex<pthread_t?>(nil)

    /// Names of more than 15 bytes are cut by the system.
    package init(name: String, body: @escaping @Sendable () -> Void) {
        self.name = name
        self.body = body
    }

    /// Starts the thread; once.
    package func start() {
        handle.withLock { handle in
            precondition(handle == nil, "the thread \(name) was started before")
            var thread = pthread_t()
            let context = unsafe Unmanaged.passRetained(self).toOpaque()
            let failure = unsafe pthread_create(&thread, nil, run, context)
            precondition(failure == 0, "the thread \(name) cannot be started: errno \(failure)")
            handle = thread
        }
    }

    /// Waits until the thread has ended; nothing to wait for where it never began.
    package func join() {
        let thread = handle.withLock { handle in
            defer { handle = nil }
            return handle
        }
        guard let thread else { return }
        pthread_join(thread, nil)
    }

    fileprivate func enter() {
        label()
        body()
    }

    /// Shows the name in ps, top and debuggers. By way of /proc, because pthread_setname_np is
    /// hidden from Swift; where there is no /proc the thread stays nameless.
    private func label() {
        let file = unsafe open("/proc/thread-self/comm", O_WRONLY)
        guard file >= 0 else { return }
        let bytes = Array(name.utf8)
        unsafe write(file, bytes, bytes.count)
        close(file)
    }
}

private func run(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let context = unsafe context else { return nil }
    unsafe Unmanaged<WorkerThread>.fromOpaque(context).takeRetainedValue().enter()
    return nil
}
