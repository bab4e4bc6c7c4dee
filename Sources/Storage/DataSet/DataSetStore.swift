package import Domain
internal import MariaDB

/// What a data set needs beyond the stores that apply deliveries.
package struct DataSetStore {
    private let database: Database
    private let organisation: Organisation.ID

    package init(database: Database, organisation: Organisation.ID) {
        self.database = database
        self.organisation = organisation
    }

    /// Whether the organisation has nothing yet that a data set could be mixed up with.
    package func isEmpty() throws(StorageError) -> Bool {
        for query: SQL in [
            "SELECT 1 FROM customers WHERE organisation_id = \(organisation) LIMIT 1",
            "SELECT 1 FROM events WHERE organisation_id = \(organisation) LIMIT 1",
            "SELECT 1 FROM deliveries WHERE organisation_id = \(organisation) LIMIT 1",
            "SELECT 1 FROM connections WHERE organisation_id = \(organisation) LIMIT 1",
        ] {
            let found: [Int] = try database.rows(query)
            guard found.isEmpty else { return false }
        }
        return true
    }

    /// Leaves out checks of this session that cannot fail for rows made by one maker.
    package func trustRows() throws(StorageError) {
        try database.execute("SET SESSION unique_checks = 0, foreign_key_checks = 0")
    }

    /// Writes deliveries that were processed long ago, and failures of those that say why.
    package func add(_ deliveries: [InboxEntry]) throws(StorageError) {
        try database.executeMany(
            """
            INSERT INTO deliveries (organisation_id, id, connection_id, received_at, is_signed,
                address, request_id, message_id, path, headers, body)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            deliveries.map { entry in
                [
                    organisation, entry.id, entry.connection, entry.receivedAt, entry.isSigned,
                    entry.address, entry.requestID, entry.messageID, entry.path, entry.headers,
                    entry.body,
                ]
            }
        )
        try database.executeMany(
            """
            INSERT INTO failures (organisation_id, delivery_id, fate, reason, attempts, failed_at)
            VALUES (?, ?, 'quarantined', ?, 0, ?)
            """,
            deliveries.compactMap { entry in
                entry.quarantineReason.map { [organisation, entry.id, $0, entry.receivedAt] }
            }
        )
    }

    /// Lets the server count anew what its choice of plans rests on.
    package func analyse() throws(StorageError) {
        let _: [(String, String, String, String)] = try database.rows(
            """
            ANALYZE TABLE customers, customer_stages, customer_values, identities, events,
                deliveries, failures, journey_counts, journey_stays, journey_places
            """
        )
    }
}
