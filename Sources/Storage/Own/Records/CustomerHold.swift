package import Domain
internal import MariaDB

/// Holds a customer while something is written about them: inside a transaction, nobody merges
/// them into another meanwhile, and whoever else writes about them comes after.
package struct CustomerHold {
    private let scope: OwnScope

    package init(_ scope: OwnScope) {
        self.scope = scope
    }

    /// Who lives under this id: the customer, or the one that they were merged into.
    package func living(_ id: Customer.ID) throws(StorageError) -> Customer.ID? {
        try scope.database.row(
            "SELECT COALESCE(merged_into, id) FROM own_customers WHERE id = \(id)"
        )
    }

    /// The same, held until the transaction ends.
    package func take(_ id: Customer.ID) throws(StorageError) -> Customer.ID? {
        guard let living = try living(id) else { return nil }
        let row: (Customer.ID, Customer.ID?)? = try scope.database.row(
            "SELECT id, merged_into FROM own_customers WHERE id = \(living) FOR UPDATE"
        )
        // Merged just before it was held: then whoever took them in is to be held.
        guard let row, let next = row.1 else { return row?.0 }
        return try take(next)
    }
}
