internal import Domain
internal import JSON
internal import Storage

/// An event as lists and the live stream show it.
struct EventView {
    let json: JSON

    init(_ event: EventRow) {
        json = [
            "id": .string(event.id.text),
            "at": .string(event.occurredAt.iso8601),
            "received_at": .string(event.receivedAt.iso8601),
            "event": .string(event.kind.name),
            "stage": .string(event.stage.name),
            "clamped": .bool(event.isClamped),
            "source": .optional(event.source),
            "amount": .optional(event.paid.map { MoneyView($0).json }),
            "connection": [
                "id": .string(event.connection.text), "name": .string(event.connectionName),
            ],
            "delivery_id": .string(event.delivery.text),
            "customer": [
                "id": .string(event.customer.text),
                "customer_id": .string(event.customerName),
                "name": .optional(event.name),
                "email": .optional(event.email),
            ],
            "metadata": event.metadata.map { .raw(Array($0.utf8)) } ?? .object([:]),
        ]
    }
}

/// An amount with its currency: digits as text, so that no reader rounds them.
struct MoneyView {
    let json: JSON

    init(_ money: Money) {
        json = [
            "currency": .string(money.currency.code),
            "amount": .string(money.amount.text(decimals: money.currency.decimals)),
        ]
    }
}
