internal import Domain
internal import HTTP
internal import JSON
internal import Storage

/// What customers did.
enum EventController {
    static func list(_ visit: Visit) throws -> Response {
        let scope = try visit.scope()
        var fields = QueryFields(visit)
        var filter = EventList.Filter()
        filter.stage = fields.stage("stage")
        filter.kind = fields.value("event", "one of \(EventKind.names)") { EventKind(name: $0) }
        filter.source = fields.source()
        filter.connection = fields.connection()
        filter.customer = fields.value("customer", "a customer's id") { Customer.ID(text: $0) }
        filter.span = fields.span("from", "to", in: try OwnOrganisation(scope).find().zone())
        let request = fields.page(of: "")
        try fields.check()
        if let connection = filter.connection {
            _ = try ConnectionStore(scope).require(connection)
        }
        if let customer = filter.customer, try !CustomerReport(scope).has(customer) {
            throw Problem.notFound
        }
        let page = try EventList(scope).page(filter, request)
        return .json(
            .object(ListPageView(name: "events", page: page).json { EventView($0).json })
        )
    }
}

extension EventKind {
    fileprivate static var names: String {
        allCases.map(\.name).joined(separator: ", ")
    }
}
