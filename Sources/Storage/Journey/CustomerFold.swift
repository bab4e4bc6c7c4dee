package import Domain

/// Customers made anew from all that is stored of them: their events, and what people typed.
package struct CustomerFold {
    private let database: Database
    private let organisation: Organisation.ID

    package init(database: Database, organisation: Organisation.ID) {
        self.database = database
        self.organisation = organisation
    }

    /// Who has no event is missing.
    package func run(_ ids: Set<Customer.ID>) throws(StorageError) -> [Customer.ID: Customer] {
        var customers = try EventStore(database: database, organisation: organisation).fold(ids)
        let typed = try EditStore(database: database, organisation: organisation)
            .typed(about: ids)
        for (id, values) in typed { customers[id]?.absorb(values) }
        return customers
    }
}
