internal import Glibc

/// What the system refused, in words.
package struct MachineFault: Error, Sendable, CustomStringConvertible {
    package let description: String

    package init(_ description: String) {
        self.description = description
    }

    /// With the reason that the system gave last.
    init(system attempt: String) {
        let code = errno
        let reason = unsafe strerror(code).map { text in unsafe String(cString: text) }
        self.init("\(attempt): \(reason ?? "error \(code)")")
    }
}
