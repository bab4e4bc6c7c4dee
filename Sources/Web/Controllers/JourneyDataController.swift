internal import Domain
internal import HTTP
internal import JSON
internal import Storage

/// Seed 000's reads: customers and events in the seed's own words, where `id` and `customer_id`
/// are the sender's.
enum JourneyDataController {
    /// So many of a customer's events come with it.
    private static let eventsPerCustomer = 20

    static func data(_ visit: Visit) throws -> Response {
        let scope = try visit.scope()
        var fields = QueryFields(visit)
        let rows = fields.rows()
        let cursor = fields.cursor { DataCursor(text: $0) } ?? .beginning
        try fields.check()
        let currency = try OwnOrganisation(scope).find().currency
        let customers = try cursor.customers.page(rows).map { request in
            try CustomerList(scope).page(
                CustomerFilter(currency: currency),
                by: .lastSeen,
                isDescending: true,
                request
            ).page
        }
        let events = try cursor.events.page(rows).map { request in
            try EventList(scope).page(EventList.Filter(), request)
        }
        let latest = try EventList(scope)
            .latest(of: customers?.items.map(\.summary.id) ?? [], limit: eventsPerCustomer)
        let next = DataCursor(after: customers?.next, events?.next)
        return .json([
            "success": true,
            "customers": .array(
                customers?.items.map {
                    view(of: $0.summary, latest[$0.summary.id] ?? [], currency)
                } ?? []
            ),
            "events": .array(events?.items.map(view) ?? []),
            "next_cursor": .optional(next?.text),
            "next_offset": .optional(next == nil ? nil : offset(after: rows, fields)),
        ])
    }

    /// How many rows to skip next; nil for who goes by cursor, and beyond what may be skipped.
    private static func offset(after rows: PageRequest, _ fields: QueryFields) -> Int? {
        let next = rows.offset + rows.limit
        return fields.has("cursor") || !QueryFields.skippable.contains(next) ? nil : next
    }

    static func customer(_ visit: Visit) throws -> Response {
        let scope = try visit.scope()
        guard let name = visit.path["id"],
            let customer = try CustomerReport(scope).find(externalID: name)
        else { throw Problem.notFound.explained("No sender knows a customer by this id.") }
        let currency = try OwnOrganisation(scope).find().currency
        let id = customer.summary.id
        let latest = try EventList(scope).latest(of: [id], limit: eventsPerCustomer)
        return .json([
            "success": true,
            "customer": view(of: customer.summary, latest[id] ?? [], currency),
        ])
    }

    /// - Parameter currency: the one that `totalValue` is in; the page shows the others too.
    private static func view(
        of customer: CustomerSummary,
        _ events: [EventRow],
        _ currency: Currency
    ) -> JSON {
        let paid = customer.paid.first { $0.currency == currency } ?? Money(.zero, currency)
        return [
            "id": .optional(customer.externalID),
            "name": .optional(customer.name),
            "email": .optional(customer.email),
            "phone": .null,
            "currentStage": .string(customer.stage.name),
            "totalValue": .number(paid.amount.text(decimals: currency.decimals)),
            "firstSeen": .string(customer.firstSeen.iso8601),
            "lastActivity": .string(customer.lastSeen.iso8601),
            "events": .array(events.map(view)),
        ]
    }

    private static func view(of event: EventRow) -> JSON {
        [
            "id": .string(event.id.text),
            "customer_id": .string(event.customerName),
            "event": .string(event.kind.name),
            "stage": .string(event.stage.name),
            "timestamp": .string(event.occurredAt.iso8601),
            "metadata": event.metadata.map { .raw(Array($0.utf8)) } ?? .object([:]),
            "customer_name": .optional(event.name),
            "customer_email": .optional(event.email),
        ]
    }
}
