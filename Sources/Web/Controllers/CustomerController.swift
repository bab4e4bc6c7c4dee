internal import Domain
internal import HTTP
internal import JSON
internal import Storage

/// Customers and the merges between them.
enum CustomerController {
    static func list(_ visit: Visit) throws -> Response {
        var filter = CustomerReport.Filter()
        filter.stage = try visit.stage()
        filter.source = visit.source()
        filter.text = try visit.parameter("q", "at most 254 characters") {
            $0.unicodeScalars.count <= 254 ? $0.trimmed : nil
        }
        filter.before = try visit.cursor()
        let page = try CustomerReport(try visit.scope())
            .list(filter, limit: visit.limit(), offset: visit.offset())
        return .json([
            "success": true,
            "customers": .array(page.items.map { CustomerView($0).json }),
            "next_cursor": .optional(page.next?.text),
        ])
    }

    static func show(_ visit: Visit) throws -> Response {
        guard let customer = try CustomerReport(try visit.scope()).find(visit.id()) else {
            throw Problem.notFound
        }
        return .json(["success": true, "customer": CustomerView(customer).json])
    }

    static func undoMerge(_ visit: Visit) throws -> Response {
        let scope = try visit.scope()
        let id: Identifier<Merge> = try visit.id()
        guard try MergeRequests(scope).undo(id, at: visit.now) else { throw Problem.notFound }
        try visit.note(visit.entry(.mergeUndone, .init("merge", id.number, "")), in: scope)
        return .json(["success": true], status: 202)
    }
}
