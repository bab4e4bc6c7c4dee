internal import Glibc

/// The stream for what is said to people and journals, past any buffer.
package enum StandardError {
    /// Writes the text in one piece where the system allows it, so that lines of several threads
    /// do not mix.
    package static func write(_ text: String) {
        Descriptor.write(Array(text.utf8), to: STDERR_FILENO)
    }
}

/// Writes to plain file descriptors.
enum Descriptor {
    /// Writes everything; false when the other end is gone or does not take it in time.
    @discardableResult
    static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { buffer in
                unsafe Glibc.write(descriptor, buffer.baseAddress, buffer.count)
            }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if errno != EINTR {
                return false
            }
        }
        return true
    }
}
