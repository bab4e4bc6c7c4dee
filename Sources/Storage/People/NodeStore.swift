package import Domain
internal import MariaDB

/// Numbers the running processes.
package struct NodeStore {
    private let database: Database

    package init(database: Database) {
        self.database = database
    }

    /// A number that no process had before.
    package func register(at now: Instant) throws(StorageError) -> Int64 {
        try database.transaction { () throws(StorageError) in
            try database.execute("INSERT INTO nodes (started_at) VALUES (\(now))")
            let row: (Int64)? = try database.row("SELECT LAST_INSERT_ID()")
            guard let row else { throw StorageError(.broken, "no number for this process") }
            return row
        }
    }
}
