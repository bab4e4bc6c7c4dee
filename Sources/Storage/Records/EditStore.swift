package import Domain
internal import MariaDB

/// What people typed over what senders say, as the background carries it out.
package struct EditStore {
    /// A change that was asked for.
    package struct Record: Sendable {
        package let customer: Customer.ID
        package let field: Customer.Field
    }

    private let database: Database
    private let organisation: Organisation.ID

    package init(database: Database, organisation: Organisation.ID) {
        self.database = database
        self.organisation = organisation
    }

    /// A change, held with its customer until the transaction ends; nil where a newer one has taken
    /// its place.
    package func find(_ id: Edit.ID) throws(StorageError) -> Record? {
        let row: (Customer.ID, String)? = try database.row(
            """
            SELECT e.customer_id, e.field FROM customer_edits e
            JOIN customers c ON c.organisation_id = e.organisation_id AND c.id = e.customer_id
            WHERE e.organisation_id = \(organisation) AND e.id = \(id)
            FOR UPDATE
            """
        )
        guard let row, let field = Customer.Field(rawValue: row.1) else { return nil }
        return Record(customer: row.0, field: field)
    }

    /// What stands typed about these customers; the newest where several were merged.
    package func typed(
        about customers: Set<Customer.ID>
    ) throws(StorageError) -> [Customer.ID: [Customer.Field: Customer.Dated<String>]] {
        guard !customers.isEmpty else { return [:] }
        let rows: [(Customer.ID, String, String, Instant)] = try database.rows(
            """
            SELECT customer_id, field, value, edited_at FROM customer_edits
            WHERE organisation_id = \(organisation) AND customer_id IN \(anyOf: customers.sorted())
                AND value IS NOT NULL
            ORDER BY edited_at, value
            """
        )
        var typed: [Customer.ID: [Customer.Field: Customer.Dated<String>]] = [:]
        for (customer, field, value, at) in rows {
            guard let field = Customer.Field(rawValue: field) else { continue }
            typed[customer, default: [:]][field] = Customer.Dated(value, at: at, isTyped: true)
        }
        return typed
    }

    /// Lets a typed address or number name its customer, and one that is typed no more no longer.
    ///
    /// What names somebody else already stays theirs: only a fact or a person merges the two.
    package func name(_ edit: Record, nextID: () -> Identity.ID) throws(StorageError) {
        let rows: [(Customer.ID, String?, Identity.ID?)] = try database.rows(
            """
            SELECT home_id, value, identity_id FROM customer_edits
            WHERE organisation_id = \(organisation) AND customer_id = \(edit.customer)
                AND field = \(edit.field.rawValue)
            """
        )
        for (home, value, made) in rows {
            let wanted = value.flatMap { edit.field.identity($0) }
            let identity = try exchange(made, for: wanted, of: edit.customer, nextID: nextID)
            if identity != made { try note(identity, madeFor: home, edit.field) }
        }
    }

    /// Sees to it that the customer has the identity that is wanted; returns it where it is made by
    /// the edit, before or now.
    private func exchange(
        _ made: Identity.ID?,
        for wanted: Identity?,
        of customer: Customer.ID,
        nextID: () -> Identity.ID
    ) throws(StorageError) -> Identity.ID? {
        let identities = IdentityStore(database: database, organisation: organisation)
        var known: IdentityStore.Record?
        if let wanted { known = try identities.find([wanted])[wanted] }
        if let made, known?.id == made { return made }
        if let made { try identities.forget(made, of: customer) }
        guard let wanted, known == nil else { return nil }
        let record = IdentityStore.Record(id: nextID(), customer: customer)
        try identities.add([(wanted, record)])
        return record.id
    }

    private func note(
        _ identity: Identity.ID?,
        madeFor home: Customer.ID,
        _ field: Customer.Field
    ) throws(StorageError) {
        try database.execute(
            """
            UPDATE customer_edits SET identity_id = \(identity)
            WHERE organisation_id = \(organisation) AND home_id = \(home)
                AND field = \(field.rawValue)
            """
        )
    }
}

/// Something that a person typed about a customer.
package enum Edit {
    package typealias ID = Identifier<Edit>
}

extension Customer.Field {
    /// The name that such a text gives its customer, if any.
    package func identity(_ text: String) -> Identity? {
        switch self {
        case .name: nil
        case .email: EmailAddress(text).map(Identity.email)
        case .phone: PhoneNumber(text).map(Identity.phone)
        }
    }
}
