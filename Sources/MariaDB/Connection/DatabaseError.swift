/// What the server, or the way to it, said instead of doing what was asked.
package struct DatabaseError: Error, Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable {
        /// The connection is gone. What was under way may have happened or not: repeat it with the
        /// same keys, never assume.
        case connectionLost = "connection lost"
        /// The server rolled the whole transaction back; begin it anew.
        case deadlock = "deadlock"
        /// Another transaction kept a row for too long.
        case lockTimeout = "lock wait timeout"
        /// The server stopped the statement: it ran out of its time or somebody killed it.
        case interrupted = "interrupted"
        case duplicateKey = "duplicate key"
        /// No connection came about, or the server takes no work now.
        case unavailable = "unavailable"
        /// The server answers, but lets nobody in, or a right, a table or a file of it is missing:
        /// until somebody mends that, it is of no more use than one that is away.
        case unusable = "unusable"
        case other = "error"
    }

    package let kind: Kind
    /// The server's or the client library's number; 0 where this room itself refuses.
    package let code: UInt32
    /// SQLSTATE, five characters.
    package let state: String
    /// The server's words. They may quote values of a row, so they are for people with access.
    package let message: String

    init(code: UInt32, state: String, message: String, kind: Kind? = nil) {
        self.kind = kind ?? Kind(code: code)
        self.code = code
        self.state = state
        self.message = message
    }

    /// A mistake in how this room is used, or data that is not what the caller asked for.
    package init(misuse message: String) {
        self.init(code: 0, state: "HY000", message: message)
    }

    /// Whether the same work may well succeed when it is done again from the start.
    package var isTransient: Bool {
        switch kind {
        case .connectionLost, .deadlock, .lockTimeout, .interrupted, .unavailable: true
        case .duplicateKey, .unusable, .other: false
        }
    }
}

/// An error of a floor above that can carry one of the database, so that `transaction` throws one type.
package protocol DatabaseFailure: Error {
    init(_ error: DatabaseError)
}

extension DatabaseError: DatabaseFailure {
    package init(_ error: DatabaseError) {
        self = error
    }
}

extension DatabaseError: CustomStringConvertible, CustomDebugStringConvertible {
    /// Fit for a log: without the server's words, which may quote a customer's data.
    package var description: String { "database: \(kind.rawValue) (\(code), \(state))" }

    package var debugDescription: String { "\(description): \(message)" }
}
