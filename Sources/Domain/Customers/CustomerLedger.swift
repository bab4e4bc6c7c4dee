/// Decides who did what: turns a run of events, and what is known of the people they name, into
/// customers, identities and merges (rules, Identities).
///
/// A ledger is opened on what is stored, takes entries one by one, and is then written back.
package struct CustomerLedger {
    /// An event together with the names that it gives its customer, strongest first.
    package struct Entry: Hashable, Sendable {
        package let event: JourneyEvent
        package let identities: [Identity]

        package init(event: JourneyEvent, identities: [Identity]) {
            self.event = event
            self.identities = identities
        }
    }

    /// Two customers who turned out to be one.
    package struct Merge: Hashable, Sendable {
        /// What showed it.
        package enum Cause: Hashable, Sendable {
            /// One event had names of both: the one by this identity.
            case identity(Identity)
            /// A person of this name said so.
            case person(String)
        }

        package let kept: Customer.ID
        package let merged: Customer.ID
        package let cause: Cause
        /// The one merged away, as it was.
        package let record: Customer
        /// The identities that it had, as far as the ledger knows them.
        package let identities: [Identity]
    }

    /// Whose each identity is.
    package private(set) var owners: [Identity: Customer.ID]
    package private(set) var customers: [Customer.ID: Customer]
    /// Identities that were not known before.
    package private(set) var newIdentities: [Identity] = []
    package private(set) var merges: [Merge] = []
    /// Customers whose record differs from what was stored.
    package private(set) var changed: Set<Customer.ID> = []

    private var apart: Set<Pair>
    private let nextID: () -> Customer.ID

    /// - Parameters:
    ///   - owners: every stored identity that an entry may name.
    ///   - customers: all owners, as stored.
    ///   - keptApart: pairs whose merge a person has undone: they are never merged again.
    ///   - nextID: numbers for new customers, rising.
    package init(
        owners: [Identity: Customer.ID],
        customers: [Customer.ID: Customer],
        keptApart: [(Customer.ID, Customer.ID)],
        nextID: @escaping () -> Customer.ID
    ) {
        self.owners = owners
        self.customers = customers
        apart = Set(keptApart.map(Pair.init))
        self.nextID = nextID
    }

    /// Takes in one event and tells whose it is; a later merge may still move it.
    package mutating func record(_ entry: Entry) -> Customer.ID {
        let customer = owner(of: entry)
        if customers[customer] == nil {
            customers[customer] = Customer(firstEvent: entry.event)
        } else {
            customers[customer]?.absorb(entry.event)
        }
        changed.insert(customer)
        return customer
    }

    private mutating func owner(of entry: Entry) -> Customer.ID {
        var owner: Customer.ID?
        for identity in entry.identities {
            guard let named = owners[identity] else { continue }
            owner = owner.map { join($0, named, for: .identity(identity)) } ?? named
        }
        let customer = owner ?? nextID()
        for identity in entry.identities where owners[identity] == nil {
            owners[identity] = customer
            newIdentities.append(identity)
        }
        return customer
    }

    /// Merges two customers because a person said that they are one, whatever was said before.
    package mutating func unite(_ one: Customer.ID, _ other: Customer.ID, by person: String) {
        apart.remove(Pair(one, other))
        _ = join(one, other, for: .person(person))
    }

    /// Merges the younger of two customers into the older one, unless they are to stay apart:
    /// then the stronger name decides.
    private mutating func join(
        _ stronger: Customer.ID,
        _ weaker: Customer.ID,
        for cause: Merge.Cause
    ) -> Customer.ID {
        guard stronger != weaker, !apart.contains(Pair(stronger, weaker)),
            let left = customers[stronger], let right = customers[weaker]
        else { return stronger }
        let isLeftOlder = (left.firstSeen, stronger) < (right.firstSeen, weaker)
        let (kept, merged) = isLeftOlder ? (stronger, weaker) : (weaker, stronger)
        merge(merged, isLeftOlder ? right : left, into: kept, for: cause)
        return kept
    }

    private mutating func merge(
        _ merged: Customer.ID,
        _ record: Customer,
        into kept: Customer.ID,
        for cause: Merge.Cause
    ) {
        let identities = owners.filter { $0.value == merged }.map(\.key)
        merges.append(
            Merge(
                kept: kept,
                merged: merged,
                cause: cause,
                record: record,
                identities: identities
            )
        )
        customers[kept]?.absorb(record)
        customers[merged] = nil
        for name in identities {
            owners[name] = kept
        }
        changed.insert(kept)
        changed.remove(merged)
        // Whoever was to stay apart from the one merged stays apart from both.
        apart.formUnion(apart.compactMap { $0.replacing(merged, by: kept) })
    }
}

/// Two customers, in no order.
private struct Pair: Hashable {
    let lower: Customer.ID
    let higher: Customer.ID

    init(_ one: Customer.ID, _ other: Customer.ID) {
        lower = min(one, other)
        higher = max(one, other)
    }

    /// The pair of the other one with somebody else; nil where the customer is not in it.
    func replacing(_ customer: Customer.ID, by another: Customer.ID) -> Pair? {
        switch customer {
        case lower: Pair(another, higher)
        case higher: Pair(another, lower)
        default: nil
        }
    }
}
