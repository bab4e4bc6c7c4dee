internal import Storage

/// Why a command cannot go on, as a sentence, and what to do about it.
struct Complaint: Error, CustomStringConvertible {
    let description: String

    init(_ what: String, remedy: String) {
        description = "\(what)\n  \(remedy)"
    }

    /// What the database refused while a command talked to it.
    init(_ error: StorageError) {
        switch error.kind {
        case .unavailable:
            self.init(
                "The database cannot be reached: \(error.description)",
                remedy: "`waymark doctor` says which account and address were tried."
            )
        case .unusable:
            self.init(
                "The database does not let Waymark work: \(error.description)",
                remedy: "`waymark doctor` checks accounts, schema and rights."
            )
        case .contended:
            self.init(
                "The database is busy with the same rows: \(error.description)",
                remedy: "Run the command again."
            )
        case .duplicate, .broken:
            self.init(
                "The database refused: \(error.description)",
                remedy: "`waymark doctor` checks schema and rights."
            )
        }
    }
}
