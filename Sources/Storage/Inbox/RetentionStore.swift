package import Domain
internal import MariaDB

/// Forgets raw deliveries after a while; what they brought stays.
package struct RetentionStore {
    private let database: Database

    package init(database: Database) {
        self.database = database
    }

    /// Removes an organisation's deliveries that came before a time and wait for nothing, with
    /// their failures; returns how many, at most `limit`.
    package func forget(
        of organisation: Organisation.ID,
        before: Instant,
        limit: Int
    ) throws(StorageError) -> Int {
        let ids: [Delivery.ID] = try database.rows(
            """
            SELECT d.id FROM deliveries d
            LEFT JOIN jobs j ON j.organisation_id = d.organisation_id AND j.id = d.id
            WHERE d.organisation_id = \(organisation) AND d.received_at < \(before)
                AND d.id < \(IdentifierSource.bound(before)) AND j.id IS NULL
            ORDER BY d.id LIMIT \(limit)
            """
        )
        for statement in [
            "DELETE FROM attempts WHERE organisation_id = ? AND delivery_id = ?",
            "DELETE FROM failures WHERE organisation_id = ? AND delivery_id = ?",
            "DELETE FROM deliveries WHERE organisation_id = ? AND id = ?",
        ] {
            try database.executeMany(statement, ids.map { [organisation, $0] })
        }
        return ids.count
    }
}
