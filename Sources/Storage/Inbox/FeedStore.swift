package import Domain
internal import MariaDB

/// What the live stream tells: written with the change itself, read by the serving processes.
package struct FeedStore {
    package enum Topic: String, CaseIterable, Sendable {
        /// Events that were applied; the payload lists their ids.
        case event
        /// Customers who changed their stage; the payload is JSON.
        case journey
        /// Deliveries that failed or were put off; the payload lists their ids.
        case delivery
        /// The organisation's settings changed; there is no payload.
        case organisation
    }

    /// One telling.
    package struct Item: Sendable {
        package let id: Int64
        package let organisation: Organisation.ID
        package let topic: Topic
        package let payload: String

        package init(id: Int64, organisation: Organisation.ID, topic: Topic, payload: String) {
            self.id = id
            self.organisation = organisation
            self.topic = topic
            self.payload = payload
        }
    }

    private let database: Database

    package init(database: Database) {
        self.database = database
    }

    package func tell(
        _ topic: Topic,
        _ payload: String,
        to organisation: Organisation.ID,
        at now: Instant
    ) throws(StorageError) {
        try database.execute(
            """
            INSERT INTO feed (organisation_id, topic, payload, created_at)
            VALUES (\(organisation), \(topic.rawValue), \(payload), \(now))
            """
        )
    }

    /// The id of the newest telling from before a time; 0 where there is none.
    package func newest(before time: Instant) throws(StorageError) -> Int64 {
        let id: (Int64?)? = try database.row(
            "SELECT MAX(id) FROM feed WHERE created_at < \(time)"
        )
        return (id ?? nil) ?? 0
    }

    /// The ids of the tellings after an id, in order.
    package func ids(after id: Int64) throws(StorageError) -> [Int64] {
        try database.rows("SELECT id FROM feed WHERE id > \(id) ORDER BY id")
    }

    /// Tellings after an id, in order.
    package func items(after id: Int64, limit: Int) throws(StorageError) -> [Item] {
        let rows: [(Int64, Organisation.ID, String, String)] = try database.rows(
            """
            SELECT id, organisation_id, topic, payload FROM feed
            WHERE id > \(id) ORDER BY id LIMIT \(limit)
            """
        )
        return rows.compactMap { id, organisation, topic, payload in
            Topic(rawValue: topic).map {
                Item(id: id, organisation: organisation, topic: $0, payload: payload)
            }
        }
    }

    /// The oldest telling that is still kept; what was told before it is gone.
    package func oldest() throws(StorageError) -> Int64? {
        let id: (Int64?)? = try database.row("SELECT MIN(id) FROM feed")
        return id ?? nil
    }

    /// Forgets what was told before; returns how many rows, at most `limit`.
    package func forget(before: Instant, limit: Int) throws(StorageError) -> Int {
        try database.execute("DELETE FROM feed WHERE created_at < \(before) LIMIT \(limit)")
    }
}
