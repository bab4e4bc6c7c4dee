package import Domain

/// One delivery about to be stored: the request as it came and what the front already knows of it.
package struct InboxEntry: Sendable {
    package var id: Delivery.ID
    package var organisation: Organisation.ID
    package var connection: Connection.ID
    package var receivedAt: Instant
    /// Whether a signature was there and right; false where the connection takes unsigned posts.
    package var isSigned: Bool
    package var address: String
    package var requestID: String
    /// The sender's name for the message, in schemes that have one.
    package var messageID: String?
    package var path: String
    /// The request's headers as a JSON array of [name, value] pairs.
    package var headers: [UInt8]
    package var body: [UInt8]
    /// The lane of the customer whom the delivery names.
    package var lane: UInt16
    /// Why the delivery cannot be processed though it was signed; nil for one that can.
    package var quarantineReason: String?
    /// Whether the delivery waits until its connection, which is paused, is resumed.
    package var isHeld: Bool

    package init(
        id: Delivery.ID,
        organisation: Organisation.ID,
        connection: Connection.ID,
        receivedAt: Instant,
        isSigned: Bool,
        address: String,
        requestID: String,
        messageID: String?,
        path: String,
        headers: [UInt8],
        body: [UInt8],
        lane: UInt16,
        quarantineReason: String?,
        isHeld: Bool = false
    ) {
        self.id = id
        self.organisation = organisation
        self.connection = connection
        self.receivedAt = receivedAt
        self.isSigned = isSigned
        self.address = address
        self.requestID = requestID
        self.messageID = messageID
        self.path = path
        self.headers = headers
        self.body = body
        self.lane = lane
        self.quarantineReason = quarantineReason
        self.isHeld = isHeld
    }
}

/// A post that was turned away before it was stored: counted, never kept.
package struct Refusal: Sendable {
    package var organisation: Organisation.ID
    package var connection: Connection.ID
    package var at: Instant
    /// A short word such as `bad_signature`: refusals are counted by it.
    package var reason: String
    /// A sentence for the admin; no secret, no body.
    package var detail: String

    package init(
        organisation: Organisation.ID,
        connection: Connection.ID,
        at: Instant,
        reason: String,
        detail: String
    ) {
        self.organisation = organisation
        self.connection = connection
        self.at = at
        self.reason = reason
        self.detail = detail
    }
}
