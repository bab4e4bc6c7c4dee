package import Domain
internal import MariaDB

/// What a data set needs beyond the stores that apply deliveries.
package struct DataSetStore {
    /// A delivery that came to nothing.
    package struct Failure {
        package let delivery: InboxEntry
        let fate: Fate
        let reason: String
        /// When each attempt to apply it failed.
        let attempts: [Instant]

        package init(
            delivery: InboxEntry,
            fate: Fate,
            reason: String,
            attempts: [Instant] = []
        ) {
            self.delivery = delivery
            self.fate = fate
            self.reason = reason
            self.attempts = attempts
        }
    }

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

    /// Writes deliveries that wait no more.
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
    }

    /// Writes why deliveries failed that are written.
    package func add(_ failures: [Failure]) throws(StorageError) {
        try database.executeMany(
            """
            INSERT INTO failures (organisation_id, delivery_id, fate, reason, attempts, failed_at)
            VALUES (?, ?, ?, ?, ?, ?)
            """,
            failures.map { failure in
                [
                    organisation, failure.delivery.id, failure.fate.rawValue, failure.reason,
                    failure.attempts.count, failure.attempts.last ?? failure.delivery.receivedAt,
                ]
            }
        )
        try database.executeMany(
            """
            INSERT INTO attempts (organisation_id, delivery_id, number, failed_at, error)
            VALUES (?, ?, ?, ?, ?)
            """,
            failures.flatMap { failure in
                failure.attempts.enumerated().map { number, at in
                    [organisation, failure.delivery.id, number + 1, at, failure.reason]
                        as [any SQLValue]
                }
            }
        )
    }

    /// Lets the server count anew what its choice of plans rests on.
    package func analyse() throws(StorageError) {
        let _: [(String, String, String, String)] = try database.rows(
            """
            ANALYZE TABLE customers, customer_stages, customer_values, identities, events,
                customer_tags, notes, note_versions, merges, merge_identities, audit_entries,
                deliveries, failures, attempts, journey_counts, journey_stays, journey_places
            """
        )
    }
}
