import Domain
import HTTP
import MariaDB
import Support
import Testing

/// One request and all that follows from it: status, what the body has and has not, and rows.
struct Scenario: Sendable, CustomTestStringConvertible {
    /// So many rows match, once the request was answered.
    struct Rows: Sendable {
        let count: Int
        let query: @Sendable (Organisation.ID) -> SQL

        init(_ count: Int, _ query: @escaping @Sendable (Organisation.ID) -> SQL) {
            self.count = count
            self.query = query
        }
    }

    let name: String
    let method: HTTP.Method
    let path: String
    var caller = TestCaller.owner
    var body: String?
    let status: Int
    var has: [String] = []
    var hasNot: [String] = []
    var rows: [Rows] = []

    var testDescription: String { name }

    func run(on site: TestSite, _ tenant: Tenant) throws {
        let answer = site.call(method, path, as: caller, of: tenant, body: body)
        #expect(answer.status == status, "\(answer.text)")
        for part in has {
            #expect(answer.text.contains(tenant.named(part)), "\(part) is not in \(answer.text)")
        }
        for part in hasNot {
            #expect(!answer.text.contains(tenant.named(part)), "\(part) is in \(answer.text)")
        }
        for rows in rows {
            let query = rows.query(tenant.shop.organisation)
            #expect(try site.database.count(query) == rows.count, "\(query.text)")
        }
    }
}
