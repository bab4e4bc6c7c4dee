import HTTP
import JSON
import Support
import Testing

@testable import Web

/// Every route with every kind of caller. A route without a line here fails.
@Suite struct AccessTests {
    /// What a route does for those who may use it, and who they are.
    struct Line: Sendable, CustomTestStringConvertible {
        let route: String
        let method: HTTP.Method
        let callers: Set<TestCaller>
        let path: String
        let body: String?
        let headers: [(String, String)]
        let status: Int

        init(
            _ route: String,
            _ callers: Set<TestCaller>,
            _ path: String? = nil,
            body: String? = nil,
            headers: [(String, String)] = [],
            _ status: Int = 200
        ) {
            let words = route.split(separator: " ").map(String.init)
            self.route = route
            self.method = HTTP.Method(rawValue: words[0]) ?? .options
            self.callers = callers
            self.path = path ?? words[1]
            self.body = body
            self.headers = headers
            self.status = status
        }

        var testDescription: String { route }
    }

    static let everybody = Set(TestCaller.allCases)
    static let people: Set<TestCaller> = [.viewer, .analyst, .admin, .owner]
    static let readers = people.union([.reader, .program])
    static let writers: Set<TestCaller> = [.analyst, .admin, .owner, .writer, .program]
    static let managers: Set<TestCaller> = [.admin, .owner]
    static let owners: Set<TestCaller> = [.owner]

    static let exporters: Set<TestCaller> = [.analyst, .admin, .owner, .exporter, .program]

    static let lines =
        signInLines + peopleLines + dataLines + recordLines
        + bulkLines

    private static let dataLines = [
        Line("GET /api/customer-journey/data", readers),
        Line(
            "GET /api/customer-journey/customer/{id}",
            readers,
            "/api/customer-journey/customer/@external"
        ),
        Line("GET /api/customer-journey/health", everybody),
        Line("GET /api/journey", readers),
        Line("GET /api/journey/course", readers),
        Line("GET /api/customers", readers),
        Line("GET /api/customers/{id}", readers, "/api/customers/@customer"),
        Line("GET /api/events", readers),
        Line("GET /api/connections", readers),
        Line(
            "POST /api/connections",
            managers,
            body: #"{"name":"New","scheme":"github"}"#,
            201
        ),
        Line("GET /api/connections/{id}", readers, "/api/connections/@connection"),
        Line(
            "PATCH /api/connections/{id}",
            managers,
            "/api/connections/@connection",
            body: #"{"paused":true}"#
        ),
        Line(
            "POST /api/connections/{id}/secrets",
            managers,
            "/api/connections/@connection/secrets",
            body: "{}",
            201
        ),
        Line(
            "DELETE /api/connections/{id}/secrets/{secret}",
            managers,
            "/api/connections/@connection/secrets/@old_secret"
        ),
        Line("GET /api/webhooks/deliveries", readers),
        Line("GET /api/webhooks/deliveries/{id}", readers, "/api/webhooks/deliveries/@dead"),
        Line(
            "POST /api/webhooks/deliveries/{id}/retry",
            writers,
            "/api/webhooks/deliveries/@dead/retry",
            body: "{}",
            202
        ),
        Line(
            "POST /api/webhooks/deliveries/{id}/handled",
            writers,
            "/api/webhooks/deliveries/@dead/handled",
            body: "{}"
        ),
        Line("POST /api/webhooks/recover", writers, body: #"{"state":"dead"}"#, 202),
        Line("GET /api/webhooks/samples", readers),
        Line(
            "POST /api/webhooks/sign",
            managers,
            body: #"{"connection_id":"@connection","body":""}"#
        ),
        Line("GET /api/status", managers),
        Line("GET /metrics", everybody),
        Line("GET /api/tokens", managers),
        Line("POST /api/tokens", managers, body: #"{"name":"New","scopes":["read"]}"#, 201),
        Line("DELETE /api/tokens/{id}", managers, "/api/tokens/@token"),
    ]

    private let site: TestSite
    /// In one nobody gets in, so that nothing in it changes; the other is read only.
    private let closed: Tenant
    private let open: Tenant
    private static let tenants = Result {
        let site = try TestSite()
        return try (closed: site.tenant(), open: site.tenant())
    }

    init() throws {
        site = try TestSite()
        (closed, open) = try AccessTests.tenants.get()
    }

    @Test func `every route has its line and every line its route`() {
        let routes = Site.router.routes.map { "\($0.method.rawValue) \($0.pattern)" }
        #expect(routes.sorted() == AccessTests.lines.map(\.route).sorted())
    }

    @Test(arguments: lines) func `a route lets in whom it should and nobody else`(
        line: Line
    ) throws {
        let before = try site.database.fingerprint(of: closed.shop.organisation)
        for caller in TestCaller.allCases where !line.callers.contains(caller) {
            let answer = call(line, as: caller, of: closed)
            #expect(answer.status == (caller == .nobody ? 401 : 403), "\(caller)")
            #expect(answer.json["success"] == false)
        }
        let after = try site.database.fingerprint(of: closed.shop.organisation)
        #expect(after == before, "somebody changed something")
        for caller in line.callers {
            // What one has changed, another cannot change again.
            let tenant = line.method.isSafe ? open : try site.tenant()
            let answer = call(line, as: caller, of: tenant)
            #expect(answer.status == line.status, "\(caller): \(answer.text)")
        }
    }

    private func call(_ line: Line, as caller: TestCaller, of tenant: Tenant) -> TestAnswer {
        site.call(
            line.method,
            line.path,
            as: caller,
            of: tenant,
            body: line.body,
            headers: line.headers
        )
    }
}
