internal import Domain
internal import JSON
internal import Storage

/// A delivery in a list.
struct DeliveryView {
    private let delivery: DeliverySummary

    init(_ delivery: DeliverySummary) {
        self.delivery = delivery
    }

    var json: JSON { .object(members) }

    var members: JSONObject {
        let said = Said(delivery.shortBody)
        return [
            "id": .string(delivery.id.text),
            "connection": [
                "id": .string(delivery.connection.text), "name": .string(delivery.connectionName),
            ],
            "received_at": .string(delivery.receivedAt.iso8601),
            "state": .string(delivery.state.rawValue),
            "attempts": .integer(delivery.attempts),
            "next_attempt_at": .optional(delivery.nextAttemptAt?.iso8601),
            "reason": .optional(delivery.reason),
            "handled_at": .optional(delivery.handledAt?.iso8601),
            "bytes": .integer(delivery.bytes),
            "event": .optional(said.event),
            "customer_id": .optional(said.customer),
            "remote_address": .string(delivery.address),
        ]
    }
}

/// What a body says that it is about, whether or not it could be applied.
private struct Said {
    let event: String?
    let customer: String?

    init(_ body: [UInt8]?) {
        let json = body.flatMap { try? JSON(parsing: $0) }
        event = json?["event"]?.text?.clipped(to: 64)
        customer = json?["customer_id"]?.text?.clipped(to: 191)
    }
}
