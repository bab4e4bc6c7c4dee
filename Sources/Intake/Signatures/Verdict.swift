/// What a look at a request's signature found.
package enum Verdict: Hashable, Sendable {
    /// It is the sender's, by the secret at that place of the list.
    case valid(secret: Int)
    case missing(header: String)
    /// The header came more than once: who reads the other one sees another request.
    case ambiguous(header: String)
    /// No live secret makes any of the signatures.
    case mismatch
    /// Genuine, but signed that many seconds before now (negative: after it).
    case outsideTolerance(seconds: Int64)

    /// For the admin: what is wrong, and where to look. The sender is not told.
    package var explanation: String {
        switch self {
        case .valid: "The signature is valid."
        case .missing(let header): "The header “\(header)” is missing."
        case .ambiguous(let header): "The header “\(header)” came more than once."
        case .mismatch:
            "The signature fits none of the connection's secrets: "
                + "another secret, or a body that was changed on its way."
        case .outsideTolerance(let seconds) where seconds < 0:
            "It was signed \(-seconds) seconds ahead of now: the sender's clock is fast."
        case .outsideTolerance(let seconds):
            "It was signed \(seconds) seconds ago: sent again by somebody, or the clock is slow."
        }
    }
}
