internal import Domain
internal import MariaDB

/// What people keep on customers, on its way between those who are merged or taken apart.
struct KeptRecords {
    private let database: Database
    private let organisation: Organisation.ID

    init(database: Database, organisation: Organisation.ID) {
        self.database = database
        self.organisation = organisation
    }

    /// Shows everything of the one merged away on the page of the one who is kept.
    func carry(
        from merged: Customer.ID,
        to kept: Customer.ID
    ) throws(StorageError) {
        for statement in [
            "UPDATE notes SET customer_id = ? WHERE organisation_id = ? AND customer_id = ?",
            "UPDATE customer_edits SET customer_id = ? WHERE organisation_id = ? AND customer_id = ?",
        ] {
            try database.executeMany(statement, [[kept, organisation, merged]])
        }
        try putTagsAside(of: merged)
        try database.execute(
            """
            INSERT INTO customer_tags
                (organisation_id, customer_id, tag, added_at, added_by, is_inherited)
            SELECT organisation_id, \(kept), tag, added_at, added_by, TRUE FROM merged_tags
            WHERE organisation_id = \(organisation) AND customer_id = \(merged)
            ON DUPLICATE KEY UPDATE tag = customer_tags.tag
            """
        )
    }

    private func putTagsAside(of merged: Customer.ID) throws(StorageError) {
        try database.execute(
            """
            INSERT INTO merged_tags
                (organisation_id, customer_id, tag, added_at, added_by, is_inherited)
            SELECT organisation_id, customer_id, tag, added_at, added_by, is_inherited
            FROM customer_tags
            WHERE organisation_id = \(organisation) AND customer_id = \(merged)
            """
        )
        try database.execute(
            """
            DELETE FROM customer_tags
            WHERE organisation_id = \(organisation) AND customer_id = \(merged)
            """
        )
    }

    /// Gives back what was written about the branch; what was written since stays with the kept.
    ///
    /// - Parameters:
    ///   - branch: the one who returns and everybody merged into them.
    ///   - rest: the kept one and everybody still merged into them.
    func giveBack(
        to merged: Customer.ID,
        with branch: Set<Customer.ID>,
        from kept: Customer.ID,
        whoKeeps rest: Set<Customer.ID>
    ) throws(StorageError) {
        let homes = branch.sorted()
        try database.execute(
            """
            UPDATE notes SET customer_id = \(merged)
            WHERE organisation_id = \(organisation) AND customer_id = \(kept)
                AND home_id IN \(anyOf: homes)
            """
        )
        try database.execute(
            """
            UPDATE customer_edits SET customer_id = \(merged)
            WHERE organisation_id = \(organisation) AND customer_id = \(kept)
                AND home_id IN \(anyOf: homes)
            """
        )
        try giveTagsBack(to: merged, with: branch)
        // An own tag needs nobody; an inherited one somebody who is still there.
        try database.execute(
            """
            DELETE t FROM customer_tags t
            LEFT JOIN merged_tags m ON m.organisation_id = t.organisation_id AND m.tag = t.tag
                AND m.customer_id IN \(anyOf: rest.sorted())
            WHERE t.organisation_id = \(organisation) AND t.customer_id = \(kept)
                AND t.is_inherited AND m.tag IS NULL
            """
        )
    }

    /// The tags as they were, without those that came with somebody who has left since.
    private func giveTagsBack(
        to merged: Customer.ID,
        with branch: Set<Customer.ID>
    ) throws(StorageError) {
        try database.execute(
            """
            INSERT INTO customer_tags
                (organisation_id, customer_id, tag, added_at, added_by, is_inherited)
            SELECT t.organisation_id, t.customer_id, t.tag, t.added_at, t.added_by, t.is_inherited
            FROM merged_tags t
            WHERE t.organisation_id = \(organisation) AND t.customer_id = \(merged)
                AND (NOT t.is_inherited OR EXISTS (
                    SELECT 1 FROM merged_tags o
                    WHERE o.organisation_id = t.organisation_id AND o.tag = t.tag
                        AND o.customer_id <> t.customer_id
                        AND o.customer_id IN \(anyOf: branch.sorted())))
            """
        )
        try database.execute(
            """
            DELETE FROM merged_tags
            WHERE organisation_id = \(organisation) AND customer_id = \(merged)
            """
        )
    }
}
