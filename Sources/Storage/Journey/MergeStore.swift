package import Domain
internal import MariaDB

/// Merges of customers, recorded so that each can be undone.
package struct MergeStore {
    /// A merge as recorded.
    package struct Record: Sendable {
        package let kept: Customer.ID
        package let merged: Customer.ID
    }

    private let database: Database
    private let organisation: Organisation.ID

    package init(database: Database, organisation: Organisation.ID) {
        self.database = database
        self.organisation = organisation
    }

    /// Records a merge and moves what belonged to the one merged away.
    ///
    /// - Parameter identities: further identities of the one merged, which are stored as the kept
    ///   one's already.
    package func merge(
        _ merge: CustomerLedger.Merge,
        id: Identifier<Merge>,
        delivery: Delivery.ID,
        identities: [Identity.ID],
        at now: Instant
    ) throws(StorageError) {
        try insertMerged(merge)
        try database.execute(
            """
            INSERT INTO merges
                (organisation_id, id, kept_id, merged_id, delivery_id, reason, merged_at)
            VALUES (\(organisation), \(id), \(merge.kept), \(merge.merged), \(delivery),
                \(merge.reason), \(now))
            """
        )
        try database.execute(
            """
            INSERT INTO merge_identities (organisation_id, merge_id, identity_id)
            SELECT organisation_id, \(id), id FROM identities
            WHERE organisation_id = \(organisation) AND customer_id = \(merge.merged)
            """
        )
        try database.executeMany(
            """
            INSERT INTO merge_identities (organisation_id, merge_id, identity_id) VALUES (?, ?, ?)
            ON DUPLICATE KEY UPDATE merge_id = merge_id
            """,
            identities.sorted().map { [organisation, id, $0] }
        )
        try move(from: merge.merged, to: merge.kept)
    }

    /// The row of the one merged stays, as a signpost and for the way back.
    private func insertMerged(_ merge: CustomerLedger.Merge) throws(StorageError) {
        let record = merge.record
        try database.execute(
            """
            INSERT INTO customers (organisation_id, id, name, email, first_seen_at, last_seen_at,
                stage, stage_at, furthest_stage, merged_into)
            VALUES (\(organisation), \(merge.merged), \(record.name?.value),
                \(record.email?.value), \(record.firstSeen), \(record.lastSeen), NULL,
                \(record.journey.stageAt), \(record.journey.furthest), \(merge.kept))
            ON DUPLICATE KEY UPDATE stage = NULL, merged_into = VALUES(merged_into)
            """
        )
    }

    private func move(
        from merged: Customer.ID,
        to kept: Customer.ID
    ) throws(StorageError) {
        try database.execute(
            """
            UPDATE identities SET customer_id = \(kept)
            WHERE organisation_id = \(organisation) AND customer_id = \(merged)
            """
        )
        try database.execute(
            """
            UPDATE events SET customer_id = \(kept)
            WHERE organisation_id = \(organisation) AND customer_id = \(merged)
            """
        )
        try database.execute(
            """
            UPDATE customers SET merged_into = \(kept)
            WHERE organisation_id = \(organisation) AND merged_into = \(merged)
            """
        )
    }

    /// A recorded merge that was not undone yet, locked until the transaction ends.
    package func find(_ id: Identifier<Merge>) throws(StorageError) -> Record? {
        let row: (Customer.ID, Customer.ID)? = try database.row(
            """
            SELECT c.merged_into, m.merged_id
            FROM merges m
            JOIN customers c ON c.organisation_id = m.organisation_id AND c.id = m.merged_id
            WHERE m.organisation_id = \(organisation) AND m.id = \(id) AND m.undone_at IS NULL
                AND c.merged_into IS NOT NULL
            FOR UPDATE
            """
        )
        return row.map { Record(kept: $0.0, merged: $0.1) }
    }

    /// Gives the one merged its identities and their events back.
    ///
    /// The counts of both are stale then: the caller folds them anew.
    package func undo(
        _ id: Identifier<Merge>,
        _ record: Record,
        at now: Instant
    ) throws(StorageError) {
        try database.execute(
            """
            UPDATE identities i
            JOIN merge_identities m
                ON m.organisation_id = i.organisation_id AND m.identity_id = i.id
            SET i.customer_id = \(record.merged)
            WHERE m.organisation_id = \(organisation) AND m.merge_id = \(id)
                AND i.customer_id = \(record.kept)
            """
        )
        try database.execute(
            """
            UPDATE events e
            JOIN merge_identities m
                ON m.organisation_id = e.organisation_id AND m.identity_id = e.identity_id
            SET e.customer_id = \(record.merged)
            WHERE e.organisation_id = \(organisation) AND m.merge_id = \(id)
                AND e.customer_id = \(record.kept)
            """
        )
        try database.execute(
            """
            UPDATE merges SET undone_at = \(now)
            WHERE organisation_id = \(organisation) AND id = \(id)
            """
        )
    }
}

extension CustomerLedger.Merge {
    /// The sentence that the admin reads.
    fileprivate var reason: String {
        "One event named both, the one by its \(identity.kind.name) “\(identity.value)”."
            .clipped(to: 500)
    }
}

/// Two customers who turned out to be one.
package enum Merge {}
