/// Why bytes are no JSON that Waymark takes, and where.
package struct JSONFault: Error, Hashable, Sendable {
    /// Bytes from the start of the text.
    package let offset: Int
    package let reason: String

    package init(offset: Int, reason: String) {
        self.offset = offset
        self.reason = reason
    }
}

extension JSONFault: CustomStringConvertible {
    package var description: String { "\(reason) at byte \(offset)" }
}
