internal import Domain
internal import HTTP
internal import JSON
internal import Storage

/// Who did what: the organisation's audit log.
enum AuditController {
    /// So many entries one file holds; the next one goes on after them.
    private static let fileLength = 20_000
    /// What cursors of the log begin with.
    private static let cursors = "audit-"

    static func list(_ visit: Visit) throws -> Response {
        var fields = QueryFields(visit)
        let scope = try visit.scope()
        let filter = try filter(&fields, in: scope)
        let request = fields.page(of: cursors)
        try fields.check()
        let page = try OwnAudit(scope).page(filter, request)
        var members = ListPageView(name: "entries", page: page, list: cursors)
            .json { AuditView($0).json }
        members["actions"] = .array(AuditAction.allCases.map { .string($0.rawValue) })
        return .json(.object(members))
    }

    /// The same as a file; that it was taken is an entry of its own.
    static func export(_ visit: Visit) throws -> Response {
        let scope = try visit.scope()
        var fields = QueryFields(visit)
        let isTable = fields.value("format", "csv or json") { ["csv": true, "json": false][$0] }
        let filter = try filter(&fields, in: scope)
        var request = fields.page(of: cursors)
        request.limit = fileLength
        try fields.check()
        let page = try OwnAudit(scope).page(filter, request)
        let became: JSON = ["entries": .integer(page.items.count)]
        try visit.note(visit.entry(.auditExported, became: became), in: scope)
        var response =
            isTable ?? true
            ? Response.bytes(AuditTable(page.items).csv, type: "text/csv; charset=utf-8")
            : Response.json([
                "success": true, "entries": .array(page.items.map { AuditView($0).json }),
                "next_cursor": .optional(page.next.map { cursors + $0.text }),
            ])
        let name = "audit-\(visit.now.iso8601.prefix(10)).\(isTable ?? true ? "csv" : "json")"
        response.headers.append(("Content-Disposition", "attachment; filename=\"\(name)\""))
        if let next = page.next { response.headers.append(("Link", link(to: next, visit))) }
        return response
    }

    /// Where the next file is, with the same filter.
    private static func link(to next: ListCursor, _ visit: Visit) -> String {
        let kept = visit.request.query.pairs.filter { !["cursor", "offset"].contains($0.0) }
        let query = (kept + [("cursor", cursors + next.text)])
            .map { "\($0)=\(PercentEncoding.encode($1))" }.joined(separator: "&")
        return "<\(visit.request.path)?\(query)>; rel=\"next\""
    }

    private static func filter(
        _ fields: inout QueryFields,
        in scope: OwnScope
    ) throws -> OwnAudit.Filter {
        var filter = OwnAudit.Filter()
        filter.actions = fields.value("action", "an action, or what stands before its dot") {
            actions($0)
        }
        filter.actor = fields.value("person", "the id of a person") { Person.ID(text: $0) }
        let span = fields.span("from", "to", in: try OwnOrganisation(scope).find().zone())
        (filter.from, filter.to) = (span.from, span.to)
        return filter
    }

    /// The names from one action to the next: of one action, or of all before a dot.
    private static func actions(_ text: String) -> Range<String>? {
        if AuditAction(rawValue: text) != nil { return text..<(text + "!") }
        let isGroup = AuditAction.allCases.contains { $0.rawValue.hasPrefix(text + ".") }
        return isGroup ? (text + ".")..<(text + "/") : nil
    }
}
