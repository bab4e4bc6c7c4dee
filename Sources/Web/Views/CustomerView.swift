internal import Domain
internal import JSON
internal import Storage

/// A customer as lists and the drawer show it.
struct CustomerView {
    let json: JSON

    init(_ customer: CustomerSummary) {
        json = .object(CustomerView.members(of: customer))
    }

    init(_ customer: ListedCustomer) {
        var members = CustomerView.members(of: customer.summary)
        if let time = customer.enteredAt { members["entered_at"] = .string(time.iso8601) }
        json = .object(members)
    }

    /// - Parameter people: what the organisation's people are called.
    init(_ customer: CustomerDetail, people: [Person.ID: String]) {
        var members = CustomerView.members(of: customer.summary)
        members["stages"] = .array(customer.stages.map(CustomerView.stage))
        members["identities"] = .array(customer.names.map(CustomerView.identity))
        members["merges"] = .array(customer.merges.map(CustomerView.merge))
        members["phone"] = .optional(customer.value(of: .phone))
        members["typed"] = CustomerView.typed(customer.edits)
        members["tags"] = .array(customer.tags.map { TagView.tag($0, people) })
        members["notes_count"] = .integer(customer.noteCount)
        json = .object(members)
    }

    private static func members(of customer: CustomerSummary) -> JSONObject {
        [
            "id": .string(customer.id.text),
            "customer_id": .optional(customer.externalID),
            "name": .optional(customer.name),
            "email": .optional(customer.email),
            "stage": .string(customer.stage.name),
            "furthest_stage": .string(customer.furthest.name),
            "source": .optional(customer.source),
            "first_seen": .string(customer.firstSeen.iso8601),
            "last_seen": .string(customer.lastSeen.iso8601),
            "value": .array(customer.paid.map { MoneyView($0).json }),
        ]
    }

    private static func stage(_ entry: CustomerDetail.StageEntry) -> JSON {
        [
            "stage": .string(entry.stage.name),
            "first_entered": .string(entry.enteredAt.iso8601),
            "last_completed": .optional(entry.completedAt?.iso8601),
        ]
    }

    private static func identity(_ name: CustomerDetail.Name) -> JSON {
        [
            "kind": .string(name.kind.name),
            "value": .string(name.value),
            "connection_id": .optional(name.connection?.text),
        ]
    }

    /// Who typed what stands over the senders' words, and when.
    private static func typed(_ edits: [Customer.Field: CustomerEdits.Record]) -> JSON {
        var members: JSONObject = [:]
        for field in Customer.Field.allCases {
            guard let edit = edits[field] else { continue }
            members[field.rawValue] = [
                "at": .string(edit.at.iso8601), "by": NoteView.author(edit.editor),
            ]
        }
        return .object(members)
    }

    private static func merge(_ merge: CustomerDetail.MergeNote) -> JSON {
        [
            "id": .string(merge.id.text),
            "merged_id": .string(merge.merged.text),
            "merged_name": .optional(merge.mergedName),
            "reason": .string(merge.reason),
            "at": .string(merge.at.iso8601),
            "undone_at": .optional(merge.undoneAt?.iso8601),
        ]
    }
}
