/// What an answer has to know of its request, and nothing else of it: an answer that waits keeps
/// neither headers nor body.
package struct Recipient: Sendable {
    let path: String
    /// Whether a body would go unread: the answer to HEAD has none.
    package let takesNoBody: Bool
    /// Names the request in its answer.
    package let requestID: String
}

extension Request {
    /// Where the answer goes.
    package var recipient: Recipient {
        Recipient(path: path, takesNoBody: method == .head, requestID: id)
    }
}
