internal import Domain
internal import HTTP
internal import JSON
internal import Storage

/// What customers did.
enum EventController {
    static func list(_ visit: Visit) throws -> Response {
        let scope = try visit.scope()
        var filter = EventReport.Filter()
        filter.stage = try visit.stage()
        filter.kind = try visit.parameter("event", "one of \(EventKind.names)") {
            EventKind(name: $0)
        }
        filter.source = visit.source()
        filter.connection = try visit.parameter("connection", "a connection's id") {
            Connection.ID(text: $0)
        }
        filter.customer = try visit.parameter("customer", "a customer's id") {
            Customer.ID(text: $0)
        }
        filter.before = try visit.cursor()
        if let connection = filter.connection {
            _ = try ConnectionStore(scope).require(connection)
        }
        if let customer = filter.customer, try !CustomerReport(scope).has(customer) {
            throw Problem.notFound
        }
        let page = try EventReport(scope)
            .list(filter, limit: visit.limit(), offset: visit.offset())
        return .json([
            "success": true,
            "events": .array(page.items.map { EventView($0).json }),
            "next_cursor": .optional(page.next?.text),
        ])
    }
}

extension Visit {
    /// The source that a list is filtered by.
    func source() -> SourceFilter? {
        request.query.first("source").flatMap { $0.isEmpty ? nil : SourceFilter(id: $0) }
    }

    /// The stage that a list is filtered by.
    func stage() throws -> Stage? {
        let names = Stage.allCases.map(\.name).joined(separator: ", ")
        return try parameter("stage", "one of \(names)") { Stage(name: $0) }
    }
}

extension EventKind {
    fileprivate static var names: String {
        allCases.map(\.name).joined(separator: ", ")
    }
}
