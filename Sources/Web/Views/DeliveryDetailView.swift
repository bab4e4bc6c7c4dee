internal import Domain
internal import HTTP
internal import Intake
internal import JSON
internal import Storage

/// One delivery with its request, what was checked, what was tried, and what came of it.
struct DeliveryDetailView {
    /// What the page shows of a body; beyond, it would only be slow.
    private static let mostShown = 256 << 10
    /// Headers that may carry what lets a caller in.
    private static let secretHeaders: Set<String> = [
        "authorization", "cookie", "proxy-authorization", "x-api-key",
    ]

    private let delivery: DeliveryDetail
    private let reading: DeliveryReading

    init(_ delivery: DeliveryDetail, _ reading: DeliveryReading) {
        self.delivery = delivery
        self.reading = reading
    }

    var json: JSON {
        var members = DeliveryView(delivery.summary).members
        members["request_id"] = .string(delivery.requestID)
        members["request"] = request
        members["checks"] = .array(checks)
        members["tries"] = .array(tries)
        members["result"] = .optional(reading.event.map(result))
        return .object(members)
    }

    private var request: JSON {
        let body = String(decoding: delivery.body.prefix(Self.mostShown), as: UTF8.self)
        return [
            "method": "POST",
            "path": .string(delivery.path),
            "headers": .array(
                reading.headers.fields.map { name, value in
                    let isSecret = Self.secretHeaders.contains(name)
                    return [.string(name), .string(isSecret ? "••••" : value)]
                }
            ),
            "body": .string(body),
            "truncated": .bool(delivery.body.count > Self.mostShown),
        ]
    }

    /// Only failed attempts are on record; of the one that succeeded no time is kept.
    private var tries: [JSON] {
        let failed = delivery.attempts.map { attempt -> JSON in
            [
                "number": .integer(attempt.number), "at": .string(attempt.at.iso8601),
                "outcome": "failed", "error": .string(attempt.error),
            ]
        }
        guard delivery.summary.state == .processed else { return failed }
        return failed + [
            [
                "number": .integer((delivery.attempts.last?.number ?? 0) + 1), "at": nil,
                "outcome": "processed", "error": nil,
            ]
        ]
    }

    private func result(_ event: EventRow) -> JSON {
        [
            "event_id": .string(event.id.text),
            "event": .string(event.kind.name),
            "stage": .string(event.stage.name),
            "customer": [
                "id": .string(event.customer.text),
                "name": .string(event.name ?? event.customerName),
            ],
            "repeated_of": event.delivery == delivery.summary.id
                ? nil : .string(event.delivery.text),
        ]
    }
}

/// What was looked at before and when the delivery was applied.
extension DeliveryDetailView {
    private var checks: [JSON] {
        [signatureCheck, readableCheck, fieldsCheck, repetitionCheck]
    }

    private var signatureCheck: JSON {
        check(
            "signature",
            passed: delivery.isSigned,
            delivery.isSigned
                ? "Signed with a secret of the connection."
                : "Not signed; the connection took it as it was set to take unsigned posts."
        )
    }

    private var readableCheck: JSON {
        check(
            "json",
            passed: reading.fault == nil,
            reading.fault.map { "The body is no JSON: \($0)." } ?? "The body is JSON."
        )
    }

    private var fieldsCheck: JSON {
        switch reading.reading {
        case .fact: check("fields", passed: true, "All fields are valid.")
        case .unsupportedType(let fault): check("fields", passed: false, fault.text)
        case .faults(let faults):
            check("fields", passed: false, faults.map(\.text).joined(separator: "\n"))
        }
    }

    private var repetitionCheck: JSON {
        guard let event = reading.event, event.delivery != delivery.summary.id else {
            return check("repetition", passed: true, "No other delivery brought this event.")
        }
        return check(
            "repetition",
            passed: true,
            "Delivery \(event.delivery.text) brought this event; it counts once."
        )
    }

    private func check(_ name: String, passed: Bool, _ detail: String) -> JSON {
        ["name": .string(name), "passed": .bool(passed), "detail": .string(detail)]
    }
}
