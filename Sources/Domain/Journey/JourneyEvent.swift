/// One dated thing that a customer did, as it is stored: a fact with its time settled.
package struct JourneyEvent: Hashable, Sendable {
    package typealias ID = Identifier<JourneyEvent>

    package var kind: EventKind
    package var stage: Stage
    /// When it happened; orders history.
    package var occurredAt: Instant
    /// True where the sender's time lay too far in the future and the arrival stands in for it.
    package var isClamped: Bool
    package var name: String?
    package var email: EmailAddress?
    package var source: String?
    /// What was paid, for purchases that say so.
    package var paid: Money?

    package init(
        kind: EventKind,
        stage: Stage,
        occurredAt: Instant,
        isClamped: Bool = false,
        name: String? = nil,
        email: EmailAddress? = nil,
        source: String? = nil,
        paid: Money? = nil
    ) {
        self.kind = kind
        self.stage = stage
        self.occurredAt = occurredAt
        self.isClamped = isClamped
        self.name = name
        self.email = email
        self.source = source
        self.paid = paid
    }

    /// How far a sender's clock may run ahead before its word is not taken (rules, Money and time).
    package static let toleratedLead = Duration.minutes(5)

    /// Settles a fact: its time against the arrival, its currency against the organisation's.
    package init(_ fact: JourneyFact, receivedAt: Instant, currency: Currency) {
        let isAhead = fact.occurredAt > receivedAt + JourneyEvent.toleratedLead
        self.init(
            kind: fact.kind,
            stage: fact.stage,
            occurredAt: isAhead ? receivedAt : fact.occurredAt,
            isClamped: isAhead,
            name: fact.name,
            email: fact.email,
            source: fact.source,
            paid: fact.amount.map { Money($0, fact.currency ?? currency) }
        )
    }
}
