package import MariaDB

/// Why the database did not do what it was asked.
package struct StorageError: DatabaseFailure, Sendable, CustomStringConvertible {
    /// What a caller can do about it.
    package enum Kind: Hashable, Sendable {
        /// The database is away: try again when it is back.
        case unavailable
        /// The database is there and of no use: it lets nobody in, or a right or a table is
        /// missing. Try again when somebody has mended it.
        case unusable
        /// A deadlock or a lock that took too long: the same transaction may be run again.
        case contended
        /// A row with this key is there already.
        case duplicate
        /// Anything else: a fault of the program or of the schema.
        case broken
    }

    package let kind: Kind
    /// For logs only: it may name tables and values.
    package let description: String

    package init(_ kind: Kind, _ description: String) {
        self.kind = kind
        self.description = description
    }

    package init(_ error: DatabaseError) {
        description = String(reflecting: error)
        kind =
            switch error.kind {
            case .connectionLost, .unavailable: .unavailable
            case .unusable: .unusable
            case .deadlock, .lockTimeout, .interrupted: .contended
            case .duplicateKey: .duplicate
            case .other: .broken
            }
    }

    /// Whether nobody can work with the database until it is back or mended.
    package var isAway: Bool {
        kind == .unavailable || kind == .unusable
    }

    /// Whether the same work may succeed when it is simply done again: the work is not at fault.
    package var isTransient: Bool {
        isAway || kind == .contended
    }
}
