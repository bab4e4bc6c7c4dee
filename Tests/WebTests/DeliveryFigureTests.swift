import HTTP
import JSON
import Testing

@testable import Web

/// Every figure about deliveries opens the rows that it counts: as many as it says.
@Suite struct DeliveryFigureTests {
    private static let path = "/api/webhooks/deliveries"
    private static let scopes = [
        "", "connection=@connection", "from=2026-09-21T14:13:20.000001Z", "to=2120-01-01",
        "connection=@connection&to=2020-01-01", "from=2020-01-01&to=9999-12-30",
    ]

    private let site: TestSite
    private let tenant: Tenant

    init() throws {
        site = try TestSite()
        tenant = try site.tenant()
    }

    private func get(_ path: String) -> JSON {
        site.call(.get, path, as: .owner, of: tenant).json
    }

    private func rows(_ state: String, _ scope: String) -> Int? {
        get("\(Self.path)?state=\(state)&\(scope)")["deliveries"]?.elements?.count
    }

    private func expectRowsBehindFigures() throws {
        for scope in Self.scopes {
            let counts = try #require(get("\(Self.path)?limit=1&\(scope)")["counts"])
            for state in ["pending", "retrying", "dead", "quarantined"] {
                #expect(counts[state]?["value"]?.integer == rows(state, scope), "\(state) \(scope)")
                #expect(counts[state]?["is"] == "exact")
            }
        }
        let health = get("/api/connections/@connection")["connection"]?["health"]
        for state in ["dead", "quarantined"] {
            #expect(health?[state]?.integer == rows(state, "connection=@connection"), "\(state)")
        }
    }

    @Test func `as they were left`() throws {
        for scope in ["", "from=1970-01-01", "to=2120-01-01", "to=9999-12-30"] {
            for state in ["dead", "quarantined", "pending"] {
                #expect(rows(state, scope) == 1, "\(state) \(scope)")
            }
        }
        try expectRowsBehindFigures()
    }

    @Test func `with one on its way once more`() throws {
        site.call(.post, "\(Self.path)/@dead/retry", as: .owner, of: tenant, body: "{}")
        #expect(rows("dead", "") == 0 && rows("pending", "") == 2)
        try expectRowsBehindFigures()
    }

    @Test func `with one that was handled`() throws {
        site.call(.post, "\(Self.path)/@quarantined/handled", as: .owner, of: tenant, body: "{}")
        #expect(rows("quarantined", "") == 0)
        try expectRowsBehindFigures()
    }
}
