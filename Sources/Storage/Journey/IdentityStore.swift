package import Domain
internal import MariaDB

/// Who is called what: identities and the merges that they lead to.
package struct IdentityStore {
    /// An identity as stored.
    package struct Record: Hashable, Sendable {
        package let id: Identity.ID
        package let customer: Customer.ID

        package init(id: Identity.ID, customer: Customer.ID) {
            self.id = id
            self.customer = customer
        }
    }

    private let database: Database
    private let organisation: Organisation.ID

    package init(database: Database, organisation: Organisation.ID) {
        self.database = database
        self.organisation = organisation
    }

    /// Those of the identities that are known, locked until the transaction ends.
    package func find(
        _ identities: Set<Identity>
    ) throws(StorageError) -> [Identity: Record] {
        var found: [Identity: Record] = [:]
        let groups = Dictionary(grouping: identities, by: Group.init)
        for (group, identities) in groups.sorted(by: { $0.key < $1.key }) {
            let names = identities.map(\.value).sorted()
            for (id, value, customer) in try find(names, in: group) {
                let identity = Identity(
                    kind: group.kind,
                    connection: group.connection,
                    value: value
                )
                found[identity] = Record(id: id, customer: customer)
            }
        }
        return found
    }

    private func find(
        _ names: [String],
        in group: Group
    ) throws(StorageError) -> [(Identity.ID, String, Customer.ID)] {
        try names.inParts { some throws(StorageError) in
            try database.rows(
                """
                SELECT id, value, customer_id FROM identities FORCE INDEX (PRIMARY)
                WHERE organisation_id = \(organisation) AND kind = \(group.kind)
                    AND connection_id = \(group.owner)
                    AND value IN \(anyOf: some)
                ORDER BY value
                FOR UPDATE
                """
            )
        }
    }

    /// Adds identities that were not known before.
    package func add(_ identities: [(Identity, Record)]) throws(StorageError) {
        let ordered = identities.sorted { left, right in
            (Group(left.0), left.0.value) < (Group(right.0), right.0.value)
        }
        try database.executeMany(
            """
            INSERT INTO identities (organisation_id, id, kind, connection_id, value, customer_id)
            VALUES (?, ?, ?, ?, ?, ?)
            """,
            ordered.lazy.map { identity, record in
                [
                    organisation, record.id, identity.kind, Group(identity).owner, identity.value,
                    record.customer,
                ]
            }
        )
    }

    /// Removes an identity that a person made and took back, unless an event has named the customer
    /// by it meanwhile.
    func forget(_ id: Identity.ID, of customer: Customer.ID) throws(StorageError) {
        let used: (Int)? = try database.row(
            """
            SELECT 1 FROM events e FORCE INDEX (customer)
            JOIN identities i ON i.organisation_id = e.organisation_id AND i.id = \(id)
            WHERE e.organisation_id = \(organisation) AND e.customer_id = \(customer)
                AND (e.identity_id = i.id OR e.email = i.value)
            LIMIT 1
            """
        )
        guard used == nil else { return }
        try database.execute(
            """
            DELETE FROM merge_identities
            WHERE organisation_id = \(organisation) AND identity_id = \(id)
            """
        )
        try database.execute(
            "DELETE FROM identities WHERE organisation_id = \(organisation) AND id = \(id)"
        )
    }

    /// Pairs among these customers that people have taken apart: by undoing a merge of the two, or
    /// of customers who have come to be these two since.
    package func keptApart(
        _ customers: Set<Customer.ID>
    ) throws(StorageError) -> [(Customer.ID, Customer.ID)] {
        let pairs: [(Customer.ID, Customer.ID)] = try database.rows(
            """
            SELECT COALESCE(k.merged_into, k.id), COALESCE(d.merged_into, d.id)
            FROM merges m FORCE INDEX (undone)
            JOIN customers k ON k.organisation_id = m.organisation_id AND k.id = m.kept_id
            JOIN customers d ON d.organisation_id = m.organisation_id AND d.id = m.merged_id
            WHERE m.organisation_id = \(organisation) AND m.undone_at IS NOT NULL
            """
        )
        return pairs.filter { customers.contains($0) && customers.contains($1) && $0 != $1 }
    }
}

/// Identities that one range of the index finds.
private struct Group: Hashable, Comparable {
    let kind: Identity.Kind
    let connection: Connection.ID?

    init(_ identity: Identity) {
        kind = identity.kind
        connection = identity.connection
    }

    /// The connection as it is stored; 0 for names that hold everywhere.
    var owner: Int64 { connection?.number ?? 0 }

    static func < (left: Group, right: Group) -> Bool {
        (left.kind, left.owner) < (right.kind, right.owner)
    }
}
