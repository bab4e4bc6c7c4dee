/// A person known to an organisation, as folded from what is known of them.
///
/// Folding is a join: any order and any repetition of the same events ends in the same customer.
/// Only `paid` is a sum, so it is set from the stored rows instead of being folded.
package struct Customer: Hashable, Sendable {
    package typealias ID = Identifier<Customer>

    /// Something said at a time, of which the newest or the oldest saying counts.
    package struct Dated<Value: Hashable & Sendable>: Hashable, Sendable {
        package let value: Value
        package let at: Instant
        /// Whether a person typed it: that stands over whatever senders say.
        package let isTyped: Bool

        package init(_ value: Value, at: Instant, isTyped: Bool = false) {
            self.value = value
            self.at = at
            self.isTyped = isTyped
        }
    }

    /// What people may type over.
    package enum Field: String, CaseIterable, Sendable {
        case name
        case email
        case phone
    }

    package var name: Dated<String>?
    /// The primary address; all addresses are identities.
    package var email: Dated<String>?
    /// Where the customer first came from: the source of the earliest event that names one.
    package var source: Dated<String>?
    package var firstSeen: Instant
    package var lastSeen: Instant
    package var journey: Journey
    /// Paid revenue, from the stored purchases.
    package var paid: [Currency: Paid]

    package init(firstEvent: JourneyEvent) {
        firstSeen = firstEvent.occurredAt
        lastSeen = firstEvent.occurredAt
        journey = Journey(firstEvent: firstEvent)
        paid = [:]
        absorb(firstEvent)
    }

    package init(
        name: Dated<String>?,
        email: Dated<String>?,
        source: Dated<String>?,
        firstSeen: Instant,
        lastSeen: Instant,
        journey: Journey,
        paid: [Currency: Paid]
    ) {
        self.name = name
        self.email = email
        self.source = source
        self.firstSeen = firstSeen
        self.lastSeen = lastSeen
        self.journey = journey
        self.paid = paid
    }

    /// Takes in one more event, in whatever order it comes.
    package mutating func absorb(_ event: JourneyEvent) {
        let at = event.occurredAt
        firstSeen = min(firstSeen, at)
        lastSeen = max(lastSeen, at)
        name = newest(name, event.name.map { Dated($0, at: at) })
        email = newest(email, event.email.map { Dated($0.text, at: at) })
        source = oldest(source, event.source.map { Dated($0, at: at) })
        journey.absorb(event)
    }

    /// Takes in what people typed about the customer.
    package mutating func absorb(_ typed: [Field: Dated<String>]) {
        name = newest(name, typed[.name])
        email = newest(email, typed[.email])
    }

    /// Takes in another customer who turned out to be the same person; `paid` is left to the rows.
    package mutating func absorb(_ other: Customer) {
        firstSeen = min(firstSeen, other.firstSeen)
        lastSeen = max(lastSeen, other.lastSeen)
        name = newest(name, other.name)
        email = newest(email, other.email)
        source = oldest(source, other.source)
        journey.absorb(other.journey)
    }
}

/// What a customer has paid in one currency.
package struct Paid: Hashable, Sendable {
    package var amount: Amount
    package var purchases: Int

    package init(amount: Amount, purchases: Int) {
        self.amount = amount
        self.purchases = purchases
    }
}

/// What was typed goes first. On a tie of times the greater value counts, so that order of arrival
/// never decides.
private func newest(
    _ left: Customer.Dated<String>?,
    _ right: Customer.Dated<String>?
) -> Customer.Dated<String>? {
    guard let left, let right else { return left ?? right }
    guard left.isTyped == right.isTyped else { return left.isTyped ? left : right }
    return (left.at, left.value) < (right.at, right.value) ? right : left
}

private func oldest(
    _ left: Customer.Dated<String>?,
    _ right: Customer.Dated<String>?
) -> Customer.Dated<String>? {
    guard let left, let right else { return left ?? right }
    return (right.at, right.value) < (left.at, left.value) ? right : left
}
