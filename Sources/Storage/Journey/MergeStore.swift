package import Domain
internal import MariaDB

/// Merges of customers, recorded so that each can be undone.
///
/// Merges that hold are a forest: everybody merged away points at whom they were merged into,
/// and `merged_into` names its root, who lives. Undoing one cuts a branch off, whatever else was
/// merged before or since.
package struct MergeStore {
    /// A merge as recorded.
    package struct Record: Sendable {
        /// Who has become of whom it was merged into.
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
    /// - Parameters:
    ///   - delivery: what showed it; nil where a person said so.
    ///   - identities: further identities of the one merged, which are stored as the kept one's
    ///     already.
    package func merge(
        _ merge: CustomerLedger.Merge,
        id: Identifier<Merge>,
        delivery: Delivery.ID?,
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
        try point(try branch(of: merged), to: kept)
        try KeptRecords(database: database, organisation: organisation)
            .carry(from: merged, to: kept)
    }

    /// The customer and everybody who was merged into them, at first or second hand.
    private func branch(of customer: Customer.ID) throws(StorageError) -> Set<Customer.ID> {
        var (branch, newest): (Set, Set) = ([customer], [customer])
        while !newest.isEmpty {
            let merged: [Customer.ID] = try database.rows(
                """
                SELECT merged_id FROM merges FORCE INDEX (kept)
                WHERE organisation_id = \(organisation) AND kept_id IN \(anyOf: newest.sorted())
                    AND undone_at IS NULL
                """
            )
            newest = Set(merged).subtracting(branch)
            branch.formUnion(newest)
        }
        return branch
    }

    private func point(
        _ customers: Set<Customer.ID>,
        to living: Customer.ID
    ) throws(StorageError) {
        try database.executeMany(
            "UPDATE customers SET merged_into = ? WHERE organisation_id = ? AND id = ?",
            customers.subtracting([living]).sorted().map { [living, organisation, $0] }
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

    /// Gives the one merged back what was theirs, and whoever was merged into them before.
    ///
    /// The counts of both are stale then: the caller folds them anew.
    package func undo(
        _ id: Identifier<Merge>,
        _ record: Record,
        at now: Instant
    ) throws(StorageError) {
        let branch = try branch(of: record.merged)
        try giveBackIdentities(of: branch, moved: id, record)
        try database.execute(
            """
            UPDATE merges SET undone_at = \(now)
            WHERE organisation_id = \(organisation) AND id = \(id)
            """
        )
        try point(branch, to: record.merged)
        try KeptRecords(database: database, organisation: organisation).giveBack(
            to: record.merged,
            with: branch,
            from: record.kept,
            whoKeeps: try self.branch(of: record.kept)
        )
    }

    /// An identity is at home with whom the first of its merges took it from.
    private func giveBackIdentities(
        of branch: Set<Customer.ID>,
        moved id: Identifier<Merge>,
        _ record: Record
    ) throws(StorageError) {
        try database.execute(
            """
            UPDATE identities i
            JOIN merge_identities moved ON moved.organisation_id = i.organisation_id
                AND moved.merge_id = \(id) AND moved.identity_id = i.id
            SET i.customer_id = \(record.merged)
            WHERE i.organisation_id = \(organisation) AND i.customer_id = \(record.kept)
                AND (
                    SELECT m.merged_id FROM merge_identities f
                    JOIN merges m ON m.organisation_id = f.organisation_id AND m.id = f.merge_id
                    WHERE f.organisation_id = i.organisation_id AND f.identity_id = i.id
                    ORDER BY f.merge_id LIMIT 1
                ) IN \(anyOf: branch.sorted())
            """
        )
        try database.execute(
            """
            UPDATE events e
            JOIN identities i ON i.organisation_id = e.organisation_id AND i.id = e.identity_id
            SET e.customer_id = \(record.merged)
            WHERE e.organisation_id = \(organisation) AND e.customer_id = \(record.kept)
                AND i.customer_id = \(record.merged)
            """
        )
    }
}

extension CustomerLedger.Merge {
    /// The sentence that the admin reads.
    fileprivate var reason: String {
        switch cause {
        case .identity(let identity):
            "One event named both, the one by its \(identity.kind.name) “\(identity.value)”."
                .clipped(to: 500)
        case .person(let name): "\(name) said that both are one person."
        }
    }
}

/// Two customers who turned out to be one.
package enum Merge {}
