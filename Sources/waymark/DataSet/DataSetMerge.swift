internal import Domain
internal import Storage

/// A customer of a data set and the guest whom a person merged into them.
struct DataSetMerge {
    private let merge: CustomerLedger.Merge
    private let at: Instant

    /// Nil where there was no guest.
    init?(_ made: DataSetCustomer, as id: Customer.ID) {
        guard made.records.wereTwo, let known = made.folded(where: \.isNamed),
            let guest = made.folded(where: { deed in !deed.isNamed })
        else { return nil }
        let guestID = Customer.ID(id.number + 1)
        var ledger = CustomerLedger(
            owners: [:],
            customers: [id: known, guestID: guest],
            keptApart: [],
            nextID: { id }
        )
        ledger.unite(id, guestID, by: DataSetRecords.author.name)
        guard let merge = ledger.merges.first else { return nil }
        self.merge = merge
        at = max(known.lastSeen, guest.lastSeen)
    }

    func write(
        to database: Database,
        _ organisation: Organisation.ID
    ) throws(StorageError) {
        try MergeStore(database: database, organisation: organisation).merge(
            merge,
            id: Identifier(merge.kept.number),
            delivery: nil,
            identities: [merge.kept.guestIdentity],
            at: at
        )
    }

    /// Says in the audit log that somebody did it.
    func note(in scope: OwnScope) throws(StorageError) {
        let id = DataSetNumbers.later(merge.kept.number)
        try AuditEntry.made(.customerMerged, merge.kept, at: at, id: id, in: scope)
    }
}

extension Customer.ID {
    /// The identity of the guest whom a customer of a data set also was.
    var guestIdentity: Identity.ID { Identity.ID(DataSetNumbers.later(number)) }
}
