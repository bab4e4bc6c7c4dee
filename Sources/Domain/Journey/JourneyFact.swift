/// One journey event in Waymark's words, before it is applied: what a delivery on seed 000's
/// endpoint means.
package struct JourneyFact: Hashable, Sendable {
    /// Names the event within its connection: 32 bytes, equal for every repetition of it.
    package var dedupKey: [UInt8]
    /// What the sender calls the event; nil where it gave no name.
    package var givenID: String?
    /// The sender's own name for the customer, unique within the connection.
    package var customerID: String
    package var name: String?
    package var email: EmailAddress?
    package var kind: EventKind
    package var stage: Stage
    /// When it happened, by the sender's clock; clamping to the arrival is the ledger's decision.
    package var occurredAt: Instant
    /// Where the customer came from, out of `metadata.source`.
    package var source: String?
    /// What a purchase was worth, out of `metadata.value` of `purchase_made`.
    package var amount: Amount?
    /// The purchase's currency, where the sender gave one; else the organisation's counts.
    package var currency: Currency?
    /// The sender's metadata object, as the JSON text it came in; nil where there was none.
    package var metadata: String?

    package init(
        dedupKey: [UInt8],
        givenID: String? = nil,
        customerID: String,
        name: String? = nil,
        email: EmailAddress? = nil,
        kind: EventKind,
        stage: Stage,
        occurredAt: Instant,
        source: String? = nil,
        amount: Amount? = nil,
        currency: Currency? = nil,
        metadata: String? = nil
    ) {
        self.dedupKey = dedupKey
        self.givenID = givenID
        self.customerID = customerID
        self.name = name
        self.email = email
        self.kind = kind
        self.stage = stage
        self.occurredAt = occurredAt
        self.source = source
        self.amount = amount
        self.currency = currency
        self.metadata = metadata
    }
}

extension JourneyFact {
    /// What the sender is told that its event is called, the same for every repetition: its own
    /// name for it, or one in the shape of a UUID (version 8, RFC 9562) out of the dedup key.
    package var eventID: String {
        if let givenID { return givenID }
        var bytes = Array((dedupKey + Array(repeating: 0, count: 16)).prefix(16))
        bytes[6] = bytes[6] & 0x0F | 0x80
        bytes[8] = bytes[8] & 0x3F | 0x80
        let groups = [bytes[..<4], bytes[4..<6], bytes[6..<8], bytes[8..<10], bytes[10...]]
        return groups.map(hexadecimal).joined(separator: "-")
    }
}

private func hexadecimal(_ bytes: ArraySlice<UInt8>) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}
