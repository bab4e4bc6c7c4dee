internal import Glibc

/// A call to the system that failed: what was tried, and why it did not work.
package struct SystemFault: Error, CustomStringConvertible, Sendable {
    package let attempt: String
    /// The system's number for the reason.
    package let code: Int32

    init(_ attempt: String, code: Int32 = errno) {
        self.attempt = attempt
        self.code = code
    }

    package var description: String {
        "\(attempt): \(unsafe String(cString: strerror(code)))"
    }
}
