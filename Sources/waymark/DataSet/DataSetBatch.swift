internal import Domain
internal import Storage

/// Customers of a data set on their way into the tables.
struct DataSetBatch {
    private var customers: [Customer.ID: Customer] = [:]
    private var identities: [(Identity, IdentityStore.Record)] = []

    /// Takes a customer in and tells their number.
    mutating func take(
        _ made: DataSetCustomer,
        _ folded: Customer,
        connection: Connection.ID?
    ) -> Customer.ID {
        let number = DataSetNumbers.number(at: folded.firstSeen, 2 * made.number)
        let id = Customer.ID(number)
        customers[id] = folded
        identities.append(
            (
                Identity(kind: .external, connection: connection, value: made.person.id),
                IdentityStore.Record(id: Identity.ID(number), customer: id)
            )
        )
        if let address = folded.email.flatMap({ email in EmailAddress(email.value) }) {
            identities.append(
                (.email(address), IdentityStore.Record(id: Identity.ID(number + 1), customer: id))
            )
        }
        return id
    }

    func write(
        to database: Database,
        _ organisation: Organisation.ID,
        sources: [String: UInt16]
    ) throws(StorageError) {
        let records = CustomerRecords(database: database, organisation: organisation)
        try records.save(customers, over: [:], sources: sources)
        try records.savePaid(customers.mapValues(\.paid))
        try WordStore(database: database, organisation: organisation).save(customers, before: [:])
        try IdentityStore(database: database, organisation: organisation).add(identities)
    }
}

extension DataSetCustomer {
    /// The customer as their events tell; nil for one without any.
    var folded: Customer? {
        guard let first = deeds.first else { return nil }
        var customer = Customer(firstEvent: event(first))
        for deed in deeds {
            let event = event(deed)
            customer.absorb(event)
            guard let money = event.paid else { continue }
            var sum = customer.paid[money.currency] ?? Paid(amount: .zero, purchases: 0)
            sum.amount = sum.amount + money.amount
            sum.purchases += 1
            customer.paid[money.currency] = sum
        }
        return customer
    }
}
