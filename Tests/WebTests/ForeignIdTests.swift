import HTTP
import JSON
import Support
import Testing

@testable import Web

/// Another organisation's ids are not there: on every route, wherever an id may stand.
@Suite struct ForeignIdTests {
    struct Try: Sendable, CustomTestStringConvertible {
        let method: HTTP.Method
        let path: String
        let body: String?
        let headers: [(String, String)]

        init(
            _ method: HTTP.Method,
            _ path: String,
            body: String? = nil,
            headers: [(String, String)] = []
        ) {
            self.method = method
            self.path = path
            self.body = body
            self.headers = headers
        }

        var testDescription: String { "\(method.rawValue) \(path)" }
    }

    private let site: TestSite
    private let own: Tenant
    /// One for all tests, since nothing may ever change in it.
    private let other: Tenant
    private static let neighbour = Result { try TestSite().tenant() }

    init() throws {
        site = try TestSite()
        own = try site.tenant()
        other = try ForeignIdTests.neighbour.get()
    }

    /// Every line of the table of access that names something, called with another's name for it.
    static let paths = AccessTests.lines.filter { $0.route.contains("{") && $0.status < 300 }.map {
        Try($0.method, $0.path, body: $0.body, headers: $0.headers)
    }

    /// Ids that stand in queries and bodies.
    static let elsewhere = [
        Try(.get, "/api/webhooks/deliveries?connection=@connection"),
        Try(
            .post,
            "/api/webhooks/recover",
            body: #"{"state":"dead","connection_id":"@connection"}"#
        ),
        Try(.post, "/api/webhooks/sign", body: #"{"connection_id":"@connection","body":"{}"}"#),
        Try(
            .post,
            "/api/customers/bulk",
            body: #"{"action":"tag","tag":"vip","ids":["@customer"]}"#
        ),
        Try(
            .post,
            "/api/customers/bulk",
            body: #"{"action":"untag","tag":"vip","query":{"connection":"@connection"}}"#
        ),
        Try(.post, "/api/customers/export", body: #"{"ids":["@customer"],"format":"json"}"#),
        Try(.post, "/api/customers/export", body: #"{"query":{"connection":"@connection"}}"#),
        Try(.post, "/api/views", body: #"{"name":"New","query":"connection=@connection"}"#),
        Try(.post, "/api/session/organisation", body: #"{"organisation_id":"@organisation"}"#),
    ]

    @Test(arguments: paths + elsewhere) func `a foreign id is answered like one that never was`(
        attempt: Try
    ) throws {
        let before = try site.database.fingerprint(of: other.shop.organisation)
        let foreign = site.call(
            attempt.method,
            attempt.path,
            as: .owner,
            of: own,
            naming: other,
            body: attempt.body,
            headers: attempt.headers
        )
        #expect(foreign.status == 404, "\(foreign.text)")
        #expect(foreign.json["title"] == "Not Found")
        #expect(try site.database.fingerprint(of: other.shop.organisation) == before)
        let known = site.call(
            attempt.method,
            attempt.path,
            as: .owner,
            of: own,
            body: attempt.body,
            headers: attempt.headers
        )
        #expect(known.status < 300, "\(known.text)")
    }

    @Test(arguments: ["/api/events?connection=@connection", "/api/events?customer=@customer"])
    func `a list filtered by a foreign id shows nothing of it`(path: String) {
        let answer = site.call(.get, path, as: .owner, of: own, naming: other)
        #expect(answer.status == 404 || answer.json["events"] == .array([]), "\(answer.text)")
    }

    @Test
    func
        `a foreign secret is not there under one's own connection, nor one's own under a foreign one`()
    {
        let ownConnection = own.names["connection"] ?? ""
        let ownSecret = own.names["old_secret"] ?? ""
        for path in [
            "/api/connections/\(ownConnection)/secrets/@old_secret",
            "/api/connections/@connection/secrets/\(ownSecret)",
        ] {
            let answer = site.call(.delete, path, as: .owner, of: own, naming: other)
            #expect(answer.status == 404, "\(path)")
        }
    }

    @Test(arguments: [
        "0", "-1", "+1", "1.0", "1e3", "9223372036854775808", "abc", "%00", "1%2F2", "１",
    ])
    func `what is no id names nothing`(id: String) {
        for path in [
            "/api/connections/\(id)", "/api/customers/\(id)", "/api/webhooks/deliveries/\(id)",
        ] {
            #expect(site.call(.get, path, as: .owner, of: own).status == 404, "\(path)")
        }
    }

    @Test func `lists hold one's own and nothing else`() {
        for path in [
            "/api/connections", "/api/customers", "/api/events", "/api/webhooks/deliveries",
            "/api/tokens", "/api/customer-journey/data", "/api/members", "/api/invitations",
            "/api/sessions", "/api/audit", "/api/organisation", "/api/tags",
            "/api/views", "/api/jobs",
        ] {
            let answer = site.call(.get, path, as: .owner, of: own)
            #expect(answer.status == 200, "\(path): \(answer.text)")
            for (name, id) in other.names {
                #expect(!shows(id, answer.text), "\(path) shows the other's \(name)")
            }
        }
    }

    /// As a text of its own or as a part of an address: short ids stand in many a longer number.
    private func shows(_ id: String, _ text: String) -> Bool {
        ["\"\(id)\"", "/\(id)\"", "/\(id)/"].contains(where: text.contains)
    }
}
