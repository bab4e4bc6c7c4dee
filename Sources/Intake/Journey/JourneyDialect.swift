internal import Cryptography
package import Domain
internal import JSON

/// The dialect of seed 000: a JSON object that names a customer, an event, a stage and a time.
package enum JourneyDialect {
    /// What a body turned out to be.
    package enum Reading: Hashable, Sendable {
        case fact(JourneyFact)
        /// All that is wrong with it, in the order of the fields.
        case faults([Fault])
        /// It does not claim to be JSON.
        case unsupportedType(Fault)
    }

    /// Reads a body with all its faults at once.
    ///
    /// - Parameters:
    ///   - contentType: the header's value; nil or anything but JSON is refused.
    ///   - messageID: the delivery's name in schemes that have one. It names the event where the
    ///     sender gave no `event_id`; without either, an equal body is the same event.
    package static func read(
        body: [UInt8],
        contentType: String?,
        messageID: String? = nil
    ) -> Reading {
        if let fault = fault(ofContentType: contentType) { return .unsupportedType(fault) }
        do {
            let document = try JSONDocument(parsing: body)
            guard case .object(let members) = document.value else {
                return .faults([bodyFault("is \(document.value.kindName); expected a JSON object")])
            }
            return read(JourneyFields(document, members: members)) { givenID in
                dedupKey(eventID: givenID ?? messageID, body: body)
            }
        } catch {
            let isEmpty = body.isEmpty
            return .faults([bodyFault(isEmpty ? "is empty; expected a JSON object" : "\(error)")])
        }
    }

    /// What keeps a customer's events in one lane, and so in order.
    package static func laneKey(_ fact: JourneyFact) -> String {
        fact.customerID
    }

    private static func read(
        _ unread: JourneyFields,
        naming dedupKey: (String?) -> [UInt8]
    ) -> Reading {
        var fields = unread
        let customerID = fields.readIdentity("customer_id")
        let kind = fields.readEvent()
        let stage = fields.readStage()
        let occurredAt = fields.readTime()
        let givenID = fields.readOptionalIdentity("event_id")
        let name = fields.readName()
        let email = fields.readEmail()
        let metadata = fields.readMetadata()
        let amount = kind == .purchaseMade ? fields.readAmount() : nil
        guard let customerID, let kind, let stage, let occurredAt, fields.faults.isEmpty else {
            return .faults(fields.faults)
        }
        return .fact(
            JourneyFact(
                dedupKey: dedupKey(givenID),
                givenID: givenID,
                customerID: customerID,
                name: name,
                email: email,
                kind: kind,
                stage: stage,
                occurredAt: occurredAt,
                source: fields.source,
                amount: amount,
                currency: amount == nil ? nil : fields.currency,
                metadata: metadata
            )
        )
    }

    private static func dedupKey(eventID: String?, body: [UInt8]) -> [UInt8] {
        Digest.sha256.hash(
            eventID.map { Array("id:\($0)".utf8) } ?? Array("body:".utf8) + body
        )
    }

    private static func bodyFault(_ reason: String) -> Fault {
        Fault(field: "body", reason: reason)
    }

    /// JSON is `application/json` with any parameters, and every `application/…+json`.
    private static func fault(ofContentType contentType: String?) -> Fault? {
        if contentType == "application/json" { return nil }
        let type = contentType?.prefix { $0 != ";" }.trimmed.lowercased() ?? ""
        let isJSON =
            type == "application/json" || type.hasPrefix("application/") && type.hasSuffix("+json")
        let found = type.isEmpty ? "is missing" : "is “\(type.prefix(64))”"
        return isJSON
            ? nil : Fault(field: "Content-Type", reason: "\(found); expected application/json")
    }
}
