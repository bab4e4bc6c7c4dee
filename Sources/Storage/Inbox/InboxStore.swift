internal import Domain
internal import MariaDB

/// The front of the inbox: stores deliveries, many with one commit.
struct InboxStore {
    let database: Database
    /// Numbers this process among those that count on the same connections.
    private let node: Int64

    /// - Parameter node: numbers the process; the counts have place for its lowest sixteen bits.
    init(database: Database, node: Int64) {
        self.database = database
        self.node = node & 0xFFFF
    }

    /// Stores all entries with their jobs, or none. When it returns they are on disk.
    func store(_ entries: [InboxEntry], refusals: [Refusal]) throws(StorageError) {
        // Who hands them in knows better what to do with them than to wait once more.
        try database.transaction(attempts: 1) { () throws(StorageError) in
            try insertDeliveries(entries)
            let quarantined = entries.filter { $0.quarantineReason != nil }
            try insertJobs(
                quarantined.isEmpty ? entries : entries.filter { $0.quarantineReason == nil }
            )
            try quarantine(quarantined)
            try count(entries, refusals)
            try note(refusals)
        }
    }

    private func insertDeliveries(_ entries: [InboxEntry]) throws(StorageError) {
        try database.executeMany(
            """
            INSERT INTO deliveries (organisation_id, id, connection_id, received_at, is_signed,
                address, request_id, message_id, path, headers, body)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            entries.map { entry in
                [
                    entry.organisation, entry.id, entry.connection, entry.receivedAt,
                    entry.isSigned, entry.address, entry.requestID, entry.messageID, entry.path,
                    entry.headers,
                    entry.body,
                ]
            }
        )
    }

    private func insertJobs(_ entries: [InboxEntry]) throws(StorageError) {
        try database.executeMany(
            """
            INSERT INTO jobs (organisation_id, id, kind, lane, available_at)
            VALUES (?, ?, 'process_delivery', ?, ?)
            """,
            entries.map { entry in
                let due = entry.isHeld ? Job.held(for: entry.connection) : entry.receivedAt
                return [entry.organisation, entry.id, entry.lane, due]
            }
        )
    }

    private func quarantine(_ entries: [InboxEntry]) throws(StorageError) {
        guard !entries.isEmpty else { return }
        try database.executeMany(
            """
            INSERT INTO failures (organisation_id, delivery_id, fate, reason, attempts, failed_at)
            VALUES (?, ?, 'quarantined', ?, 0, ?)
            """,
            entries.map {
                [
                    $0.organisation, $0.id, ($0.quarantineReason ?? "").clipped(to: 2_000),
                    $0.receivedAt,
                ]
            }
        )
        try tell(entries)
    }

    /// In the order of the organisations, like all that may wait for each other.
    private func tell(_ entries: [InboxEntry]) throws(StorageError) {
        let feed = FeedStore(database: database)
        for (organisation, entries) in Dictionary(grouping: entries, by: \.organisation)
            .sorted(by: { $0.key < $1.key })
        {
            guard let last = entries.last else { continue }
            let ids = entries.map(\.id.text).joined(separator: ",")
            try feed.tell(.delivery, ids, to: organisation, at: last.receivedAt)
        }
    }

    /// Keeps the hourly counts of each connection, in the order of the key so that no two
    /// processes wait for each other crosswise.
    private func count(_ entries: [InboxEntry], _ refusals: [Refusal]) throws(StorageError) {
        var hours: [ConnectionHour: (accepted: Int, refused: Int)] = [:]
        for entry in entries {
            let hour = ConnectionHour(entry.organisation, entry.connection, entry.receivedAt)
            hours[hour, default: (0, 0)].accepted += 1
        }
        for refusal in refusals {
            let hour = ConnectionHour(refusal.organisation, refusal.connection, refusal.at)
            hours[hour, default: (0, 0)].refused += 1
        }
        let rows: [[any SQLValue]] = hours.sorted { $0.key < $1.key }.map { hour, count in
            [hour.organisation, hour.connection, hour.start, node, count.accepted, count.refused]
        }
        try database.executeMany(
            """
            INSERT INTO connection_hours
                (organisation_id, connection_id, hour, node, accepted, refused)
            VALUES (?, ?, ?, ?, ?, ?)
            ON DUPLICATE KEY UPDATE accepted = accepted + VALUES(accepted),
                refused = refused + VALUES(refused)
            """,
            rows
        )
    }

    private func note(_ refusals: [Refusal]) throws(StorageError) {
        let rows: [[any SQLValue]] = refusals.map {
            [$0.organisation, $0.connection, $0.reason, $0.at, $0.detail.clipped(to: 500)]
        }
        try database.executeMany(
            """
            INSERT INTO connection_refusals
                (organisation_id, connection_id, reason, times, last_at, detail)
            VALUES (?, ?, ?, 1, ?, ?)
            ON DUPLICATE KEY UPDATE times = times + 1, last_at = VALUES(last_at),
                detail = VALUES(detail)
            """,
            rows
        )
    }
}

/// One hour of one connection, as `connection_hours` counts.
private struct ConnectionHour: Hashable, Comparable {
    let organisation: Organisation.ID
    let connection: Connection.ID
    let start: Instant

    init(_ organisation: Organisation.ID, _ connection: Connection.ID, _ instant: Instant) {
        self.organisation = organisation
        self.connection = connection
        start = Instant(seconds: instant.seconds.flooredQuotient(by: 3_600) * 3_600)
    }

    static func < (left: ConnectionHour, right: ConnectionHour) -> Bool {
        (left.organisation, left.connection, left.start)
            < (right.organisation, right.connection, right.start)
    }
}
