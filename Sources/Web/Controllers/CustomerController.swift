internal import Domain
internal import HTTP
internal import JSON
internal import Storage

/// Customers, by the list and one by one.
enum CustomerController {
    static func list(_ visit: Visit) throws -> Response {
        let scope = try visit.scope()
        let organisation = try OwnOrganisation(scope).find()
        var fields = QueryFields(visit)
        let query = try CustomerQuery(&fields, of: organisation, at: visit.now)
        let page = fields.page(of: query.list)
        try fields.check()
        if let connection = query.filter.connection {
            _ = try ConnectionStore(scope).require(connection)
        }
        let answer = try CustomerList(scope).page(
            query.filter,
            by: query.sort,
            isDescending: query.isDescending,
            page
        )
        var members = ListPageView(name: "customers", page: answer.page, list: query.list)
            .json { CustomerView($0).json }
        members["count"] = .optional(answer.count?.json)
        members["sort"] = .string(query.sort.rawValue)
        members["order"] = .string(query.isDescending ? "desc" : "asc")
        members["currency"] = .string(query.filter.currency.code)
        return .json(.object(members))
    }

    static func show(_ visit: Visit) throws -> Response {
        let scope = try visit.scope()
        guard let customer = try CustomerReport(scope).find(visit.id()) else {
            throw Problem.notFound
        }
        let view = CustomerView(customer, people: try MemberStore(scope).names())
        return .json(["success": true, "customer": view.json])
    }
}
