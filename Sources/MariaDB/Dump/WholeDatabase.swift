/// A database as a whole: whether anything is in it, and how to begin with an empty one.
package struct WholeDatabase {
    private let settings: ConnectionSettings

    /// - Parameter settings: of an account that may drop and create this database.
    package init(_ settings: ConnectionSettings) {
        self.settings = settings
    }

    /// Whether it has no table at all.
    package func isEmpty() throws(DatabaseError) -> Bool {
        let count = try Connection(settings).first(
            "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = DATABASE()"
        ) { try $0.next(as: Int.self) }
        return count == 0
    }

    /// Drops it with all that is in it and makes it anew, in the character set of before. What was
    /// granted on it stays granted.
    package func empty() throws(DatabaseError) {
        guard let name = settings.database?.quotedAsName else {
            throw DatabaseError(misuse: "no database is named")
        }
        let connection = try Connection(settings)
        let words = try connection.first("SELECT @@character_set_database, @@collation_database") {
            (try $0.next(as: String.self), try $0.next(as: String.self))
        }
        // Whoever is still at work in it is waited for half a minute, not for a day.
        try connection.run(script: "SET SESSION lock_wait_timeout = 30;")
        let (charset, collation) = words ?? ("utf8mb4", "utf8mb4_general_ci")
        for statement in [
            "DROP DATABASE \(name)",
            "CREATE DATABASE \(name) CHARACTER SET \(charset) COLLATE \(collation)",
        ] {
            try connection.run(text: Array(statement.utf8)[...])
        }
    }
}
