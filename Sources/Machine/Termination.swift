internal import Glibc

/// The wish of a person or of the service manager that the program stops: SIGTERM or SIGINT.
///
/// Signals are held back for the whole process before its first thread starts, so that they reach
/// only the thread that waits here and never interrupt the work of another.
package enum Termination {
    /// To be called once, before any thread is started.
    package static func holdBack() {
        var signals = wishes
        unsafe pthread_sigmask(SIG_BLOCK, &signals, nil)
        // A peer that hangs up is an answer of write(2), not a reason to die.
        _ = signal(SIGPIPE, SIG_IGN)
        // Nor is a file that must not grow: that is like a full disk.
        _ = signal(SIGXFSZ, SIG_IGN)
    }

    /// Waits for the wish.
    package static func wait() {
        var signals = wishes
        var received: Int32 = 0
        while unsafe sigwait(&signals, &received) != 0 {}
    }

    private static var wishes: sigset_t {
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        unsafe sigaddset(&signals, SIGTERM)
        unsafe sigaddset(&signals, SIGINT)
        return signals
    }
}
