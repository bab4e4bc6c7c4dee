package import Domain
internal import MariaDB

/// What people typed about customers over what senders say: asked for here, carried out in the
/// background.
package struct CustomerEdits {
    /// What stands typed in a field.
    package struct Record: Sendable {
        package let value: String
        package let at: Instant
        package let editor: Author
    }

    private let scope: OwnScope

    package init(_ scope: OwnScope) {
        self.scope = scope
    }

    /// What stands typed about a customer; the newest where several were merged.
    package func list(
        of customer: Customer.ID
    ) throws(StorageError) -> [Customer.Field: Record] {
        let rows: [(String, String, Instant, Person.ID?, String)] = try scope.database.rows(
            """
            SELECT field, value, edited_at, edited_by, editor FROM own_customer_edits
            WHERE customer_id = \(customer) AND value IS NOT NULL ORDER BY edited_at, value
            """
        )
        var records: [Customer.Field: Record] = [:]
        for row in rows {
            guard let field = Customer.Field(rawValue: row.0) else { continue }
            records[field] = Record(
                value: row.1,
                at: row.2,
                editor: Author(person: row.3, name: row.4)
            )
        }
        return records
    }

    /// Puts a text over what senders say of a customer who is held; nil takes back what was typed,
    /// also about those who were merged into the customer since.
    package func record(
        _ value: String?,
        in field: Customer.Field,
        of customer: Customer.ID,
        id: Edit.ID,
        by author: Author,
        at now: Instant
    ) throws(StorageError) {
        if value == nil {
            try scope.database.execute(
                """
                UPDATE own_customer_edits SET value = NULL
                WHERE customer_id = \(customer) AND field = \(field.rawValue)
                """
            )
        }
        try scope.database.execute(
            """
            INSERT INTO own_customer_edits (organisation_id, home_id, field, id, customer_id, value,
                edited_at, edited_by, editor)
            VALUES (\(scope.organisation), \(customer), \(field.rawValue), \(id), \(customer),
                \(value), \(now), \(author.person), \(author.name))
            ON DUPLICATE KEY UPDATE id = VALUES(id), value = VALUES(value),
                edited_at = VALUES(edited_at), edited_by = VALUES(edited_by),
                editor = VALUES(editor)
            """
        )
        try queue(id, at: now)
    }

    private func queue(_ id: Edit.ID, at now: Instant) throws(StorageError) {
        try scope.database.execute(
            """
            INSERT INTO own_jobs (organisation_id, id, kind, lane, available_at)
            VALUES (\(scope.organisation), \(id), 'edit_customer', \(id.number % 256), \(now))
            """
        )
    }

    /// Whom an identity names, if anybody.
    package func owner(of identity: Identity) throws(StorageError) -> Customer.ID? {
        try scope.database.row(
            """
            SELECT customer_id FROM own_identities
            WHERE kind = \(identity.kind) AND connection_id = \(identity.connection?.number ?? 0)
                AND value = \(identity.value)
            """
        )
    }
}
