package import Domain
internal import MariaDB

/// Customers whom people said to be one, as the background takes them up.
package struct MergeRequestStore {
    /// Who is to be merged, by whom they have become meanwhile.
    package struct Record: Sendable {
        package let one: Customer.ID
        package let other: Customer.ID
        /// The person who said so.
        package let asker: String
    }

    private let database: Database
    private let organisation: Organisation.ID

    package init(database: Database, organisation: Organisation.ID) {
        self.database = database
        self.organisation = organisation
    }

    /// Takes a request up, with its customers held until the transaction ends; nil where it is gone.
    package func take(_ id: Identifier<Merge>) throws(StorageError) -> Record? {
        let row: (Customer.ID, Customer.ID, String)? = try database.row(
            """
            SELECT COALESCE(o.merged_into, o.id), COALESCE(p.merged_into, p.id), r.asker
            FROM merge_requests r
            JOIN customers o ON o.organisation_id = r.organisation_id AND o.id = r.one_id
            JOIN customers p ON p.organisation_id = r.organisation_id AND p.id = r.other_id
            WHERE r.organisation_id = \(organisation) AND r.id = \(id)
            FOR UPDATE
            """
        )
        try database.execute(
            "DELETE FROM merge_requests WHERE organisation_id = \(organisation) AND id = \(id)"
        )
        return row.map { Record(one: $0.0, other: $0.1, asker: $0.2) }
    }
}
