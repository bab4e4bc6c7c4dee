internal import Domain

/// A deed in 24 bytes: ten million of them are sorted in memory, because events lie in the order
/// of their times, and customers in the order of their arrival.
struct PackedDeed {
    let at: Int64
    let customer: UInt32
    /// In hundredths; 0 where nothing was paid.
    let cents: UInt32
    let ordinal: UInt16
    let kind: EventKind
    let stage: Stage
    /// The source's number and one, 0 for none.
    private let source: UInt8
    let isNamed: Bool

    init(_ deed: DataSetCustomer.Deed, _ ordinal: Int, of customer: Int) {
        at = deed.at.microseconds
        self.customer = UInt32(customer)
        cents = UInt32(deed.cents ?? 0)
        self.ordinal = UInt16(truncatingIfNeeded: ordinal)
        kind = deed.kind
        stage = deed.stage
        source = deed.source.map { source in UInt8(source.number + 1) } ?? 0
        isNamed = deed.isNamed
    }

    var unpacked: DataSetCustomer.Deed {
        DataSetCustomer.Deed(
            at: Instant(microseconds: at),
            kind: kind,
            stage: stage,
            cents: cents == 0 ? nil : Int(cents),
            source: source == 0 ? nil : DataSetSource.all[Int(source) - 1],
            isNamed: isNamed
        )
    }

    static func isEarlier(_ left: PackedDeed, _ right: PackedDeed) -> Bool {
        (left.at, left.customer, left.ordinal) < (right.at, right.customer, right.ordinal)
    }
}

/// What the events of a customer need of the customer, for all customers at once.
struct PackedCustomer {
    let id: Customer.ID
    let place: DataSetPlace
    let currency: UInt8
    /// Whether what they did without saying who they are came from a guest.
    let wasGuest: Bool
}
