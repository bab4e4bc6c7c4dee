internal import Domain
internal import HTTP
internal import JSON
internal import Storage

/// Name, e-mail and phone of a customer as people type them: they stand over whatever senders say
/// until they are taken back.
enum CustomerEditController {
    static func update(_ visit: Visit) throws -> Response {
        let changes = try Changes(visit.body())
        let (scope, id): (OwnScope, Customer.ID) = (try visit.scope(), try visit.id())
        let outcome = try scope.transaction { () throws(StorageError) in
            guard let living = try CustomerHold(scope).take(id),
                let customer = try CustomerReport(scope).find(living)
            else { return Outcome.unknown }
            if let other = try changes.owner(otherThan: living, in: scope) {
                return .taken(other)
            }
            try record(changes, of: customer, visit, in: scope)
            return .done
        }
        switch outcome {
        case .unknown: throw Problem.notFound
        case .taken(let other):
            throw Problem.conflict.explained("This address is another customer’s.")
                .with("customer_id", .string(other.text))
        case .done: return try CustomerController.show(visit)
        }
    }

    private enum Outcome {
        case done
        case unknown
        /// The address names somebody else.
        case taken(Customer.ID)
    }

    /// Only what differs from what stands typed is a change.
    private static func record(
        _ changes: Changes,
        of customer: CustomerDetail,
        _ visit: Visit,
        in scope: OwnScope
    ) throws(StorageError) {
        var (was, became): (JSONObject, JSONObject) = ([:], [:])
        for (field, value) in changes.values where value != customer.edits[field]?.value {
            try CustomerEdits(scope).record(
                value,
                in: field,
                of: customer.summary.id,
                id: visit.services.ids.next(),
                by: visit.author,
                at: visit.now
            )
            was[field.rawValue] = .optional(customer.value(of: field))
            became[field.rawValue] = .optional(value)
        }
        guard became != [:] else { return }
        let entry = visit.entry(
            .customerChanged,
            .init(customer.summary),
            was: .object(was),
            became: .object(became)
        )
        try visit.note(entry, in: scope)
    }
}

/// What a body asks for; null takes back what was typed.
private struct Changes {
    let values: [(field: Customer.Field, value: String?)]

    init(_ body: Fields) throws {
        var fields = body
        let read: [Customer.Field: String?] = [
            .name: fields.optionalText("name", atMost: 255)?.trimmed,
            .email: fields.emailAddress("email")?.text,
            .phone: fields.optionalText("phone", atMost: 40)
                .map { PhoneNumber($0)?.text ?? $0.trimmed },
        ]
        values = Customer.Field.allCases.filter { body.has($0.rawValue) }
            .map { ($0, read[$0] ?? nil) }
        if values.isEmpty { fields.fault("body", "name, email or phone") }
        try fields.check()
    }

    /// Whom the e-mail address names already, if it is somebody else.
    func owner(
        otherThan customer: Customer.ID,
        in scope: OwnScope
    ) throws(StorageError) -> Customer.ID? {
        for (field, value) in values where field == .email {
            guard let identity = value.flatMap({ field.identity($0) }) else { continue }
            let owner = try CustomerEdits(scope).owner(of: identity)
            if let owner, owner != customer { return owner }
        }
        return nil
    }
}
