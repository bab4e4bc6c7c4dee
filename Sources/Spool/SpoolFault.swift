internal import Glibc

/// Why the spool could not keep or give back what it was asked to.
package enum SpoolFault: Error, Sendable, CustomStringConvertible {
    /// What it may hold is used up.
    case full
    /// The system refused: a full disk, a missing folder, a failing device.
    case system(String)
    /// What was read is not what was written.
    case damaged(String)

    /// With the reason that the system gave last.
    init(system attempt: String) {
        let code = errno
        let reason = unsafe strerror(code).map { text in unsafe String(cString: text) }
        self = .system("\(attempt): \(reason ?? "error \(code)")")
    }

    package var description: String {
        switch self {
        case .full: "the spool is full"
        case .system(let text), .damaged(let text): text
        }
    }
}
