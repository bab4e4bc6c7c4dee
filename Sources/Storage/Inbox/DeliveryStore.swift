package import Domain
internal import MariaDB

/// A delivery as the work needs it: who sent it and the bytes.
package struct StoredDelivery: Sendable {
    package let organisation: Organisation.ID
    package let id: Delivery.ID
    package let connection: Connection.ID
    package let receivedAt: Instant
    package let messageID: String?
    package let body: [UInt8]
}

/// Reads stored deliveries for processing, no more of them at once than memory should hold.
package struct DeliveryStore {
    /// Bodies up to this size are read many at a time, longer ones one by one.
    private static let shortBody = 16 << 10
    private static let readAtOnce = 256

    private let database: Database

    package init(database: Database) {
        self.database = database
    }

    /// The deliveries of as many jobs, from the first on, as `bytes` of bodies hold, but of one at
    /// least; and which jobs these are. What a job without a delivery is about stands elsewhere.
    package func deliveries(
        of jobs: [Job],
        holding bytes: Int
    ) throws(StorageError) -> (deliveries: [StoredDelivery], jobs: ArraySlice<Job>) {
        var deliveries: [StoredDelivery] = []
        var (end, held) = (0, 0)
        while end < jobs.count, held < bytes {
            let some = jobs[end...].prefix(DeliveryStore.readAtOnce)
            let rows = try rows(of: some.filter(\.kind.isDelivery))
            for job in some where held < bytes {
                end += 1
                guard let row = rows[job.id] else { continue }
                let body = if let short = row.body { short } else { try self.body(of: job) }
                held += body.count
                deliveries.append(row.delivery(job, body))
            }
        }
        return (deliveries, jobs[..<end])
    }

    private struct Row {
        let connection: Connection.ID
        let receivedAt: Instant
        let messageID: String?
        /// Nil for a long one.
        let body: [UInt8]?

        func delivery(_ job: Job, _ body: [UInt8]) -> StoredDelivery {
            StoredDelivery(
                organisation: job.organisation,
                id: Delivery.ID(job.id),
                connection: connection,
                receivedAt: receivedAt,
                messageID: messageID,
                body: body
            )
        }
    }

    private func rows(of jobs: [Job]) throws(StorageError) -> [Int64: Row] {
        var found: [Int64: Row] = [:]
        for (organisation, jobs) in Dictionary(grouping: jobs, by: \.organisation) {
            let rows: [(Int64, Connection.ID, Instant, String?, [UInt8]?)] = try database.rows(
                """
                SELECT id, connection_id, received_at, message_id,
                    IF(LENGTH(body) <= \(DeliveryStore.shortBody), body, NULL)
                FROM deliveries
                WHERE organisation_id = \(organisation) AND id IN \(anyOf: jobs.map(\.id))
                """
            )
            for (id, connection, receivedAt, messageID, body) in rows {
                found[id] = Row(
                    connection: connection,
                    receivedAt: receivedAt,
                    messageID: messageID,
                    body: body
                )
            }
        }
        return found
    }

    private func body(of job: Job) throws(StorageError) -> [UInt8] {
        let body: ([UInt8])? = try database.row(
            """
            SELECT body FROM deliveries
            WHERE organisation_id = \(job.organisation) AND id = \(job.id)
            """
        )
        return body ?? []
    }
}
