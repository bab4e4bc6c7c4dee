internal import Domain
internal import Storage

/// Customers of a data set on their way into the tables.
struct DataSetBatch {
    private var customers: [Customer.ID: Customer] = [:]
    private var identities: [(Identity, IdentityStore.Record)] = []
    private var merges: [DataSetMerge] = []
    private var records: [(DataSetRecords, Customer.ID)] = []

    /// Takes a customer in and tells their number, and whether a guest was merged into them.
    mutating func take(
        _ made: DataSetCustomer,
        _ folded: Customer,
        connection: Connection.ID
    ) -> (id: Customer.ID, wasGuest: Bool) {
        let number = DataSetNumbers.number(at: folded.firstSeen, 2 * made.number)
        let id = Customer.ID(number)
        customers[id] = folded
        records.append((made.records, id))
        add(.external(made.person.id, in: connection), Identity.ID(number), of: id)
        if let address = folded.email.flatMap({ email in EmailAddress(email.value) }) {
            add(.email(address), Identity.ID(number + 1), of: id)
        }
        guard let merge = DataSetMerge(made, as: id) else { return (id, false) }
        merges.append(merge)
        add(.external(made.person.guestID, in: connection), id.guestIdentity, of: id)
        return (id, true)
    }

    private mutating func add(_ identity: Identity, _ id: Identity.ID, of customer: Customer.ID) {
        identities.append((identity, IdentityStore.Record(id: id, customer: customer)))
    }

    /// Writes what deliveries and workers would have written.
    func write(
        to database: Database,
        _ organisation: Organisation.ID,
        sources: [String: UInt16]
    ) throws(StorageError) {
        let store = CustomerRecords(database: database, organisation: organisation)
        try store.save(customers, over: [:], sources: sources)
        try store.savePaid(customers.mapValues(\.paid))
        try WordStore(database: database, organisation: organisation).save(customers, before: [:])
        try IdentityStore(database: database, organisation: organisation).add(identities)
        for merge in merges { try merge.write(to: database, organisation) }
    }

    /// Writes what people would have, about customers who are written.
    func writeRecords(in scope: OwnScope) throws(StorageError) {
        for (records, id) in records {
            guard let customer = customers[id] else { continue }
            try records.write(on: id, at: customer.lastSeen, in: scope)
        }
        for merge in merges { try merge.note(in: scope) }
    }
}

extension DataSetCustomer {
    /// The customer as some of their events tell; nil for one without any.
    func folded(where isTold: (Deed) -> Bool = { _ in true }) -> Customer? {
        let told = deeds.filter(isTold)
        guard let first = told.first else { return nil }
        var customer = Customer(firstEvent: event(first))
        for deed in told {
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
