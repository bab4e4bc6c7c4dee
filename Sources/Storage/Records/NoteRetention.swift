package import Domain
internal import MariaDB

/// Lets go of notes that were removed, once nobody brings them back any more.
package struct NoteRetention {
    private let database: Database

    package init(database: Database) {
        self.database = database
    }

    /// Forgets notes removed before a time, with what they said before; tells how many.
    package func sweep(before time: Instant, limit: Int) throws(StorageError) -> Int {
        let notes: [(Organisation.ID, Int64)] = try database.rows(
            """
            SELECT organisation_id, id FROM notes FORCE INDEX (deletion)
            WHERE deleted_at < \(time) LIMIT \(limit)
            """
        )
        let keys: [[any SQLValue]] = notes.map { [$0.0, $0.1] }
        try database.transaction { () throws(StorageError) in
            try database.executeMany(
                "DELETE FROM note_versions WHERE organisation_id = ? AND note_id = ?",
                keys
            )
            try database.executeMany("DELETE FROM notes WHERE organisation_id = ? AND id = ?", keys)
        }
        return notes.count
    }
}
