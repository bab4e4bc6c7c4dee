package import Domain
internal import MariaDB

/// What is known of backups: those that were made, and what they cannot be opened without.
package struct BackupStore {
    /// A backup that ended well.
    package struct Entry: Hashable, Sendable {
        package let madeAt: Instant
        package let path: String
        package let rows: Int
        package let bytes: Int

        package init(madeAt: Instant, path: String, rows: Int, bytes: Int) {
            self.madeAt = madeAt
            self.path = path
            self.rows = rows
            self.bytes = bytes
        }
    }

    private let database: Database

    package init(database: Database) {
        self.database = database
    }

    /// Puts a backup on record.
    package func record(_ entry: Entry) throws(StorageError) {
        try database.execute(
            """
            INSERT INTO backups (made_at, path, row_count, bytes)
            VALUES (\(entry.madeAt), \(entry.path.clipped(to: 500)), \(entry.rows), \(entry.bytes))
            """
        )
    }

    /// The newest one.
    package func newest() throws(StorageError) -> Entry? {
        let row: (Instant, String, Int, Int)? = try database.row(
            "SELECT made_at, path, row_count, bytes FROM backups ORDER BY made_at DESC LIMIT 1"
        )
        return row.map { Entry(madeAt: $0.0, path: $0.1, rows: $0.2, bytes: $0.3) }
    }

    /// The names of the keys that the secrets in the database were sealed with.
    package func sealingKeys() throws(StorageError) -> [String] {
        let names: [String] = try database.rows(
            """
            SELECT DISTINCT SUBSTRING_INDEX(SUBSTRING_INDEX(sealed, '.', 2), '.', -1) AS name
            FROM (SELECT sealed FROM connection_secrets UNION ALL SELECT sealed FROM totp_secrets)
                AS seals
            ORDER BY name
            """
        )
        return names
    }
}
