import Domain
import HTTP
import JSON
import MariaDB
import Support
import Testing

@testable import Web

@Suite struct DeliveryChangeTests {
    private static let path = "/api/webhooks/deliveries"

    private static func replays(_ count: Int) -> Scenario.Rows {
        Scenario.Rows(count) {
            """
            SELECT COUNT(*) FROM jobs
            WHERE organisation_id = \($0) AND kind = 'replay_delivery' AND attempts = 0
            """
        }
    }

    private static func handled(_ count: Int) -> Scenario.Rows {
        Scenario.Rows(count) {
            """
            SELECT COUNT(*) FROM failures
            WHERE organisation_id = \($0) AND handled_at IS NOT NULL
            """
        }
    }

    static let scenarios = [
        Scenario(
            name: "retry of a dead one",
            method: .post,
            path: "\(path)/@dead/retry",
            body: "{}",
            status: 202,
            has: [#""success":true"#],
            rows: [replays(1), handled(0)]
        ),
        Scenario(
            name: "retry of one in quarantine, without a body",
            method: .post,
            path: "\(path)/@quarantined/retry",
            status: 202,
            rows: [replays(1)]
        ),
        Scenario(
            name: "retry of a processed one",
            method: .post,
            path: "\(path)/@processed/retry",
            status: 409,
            has: ["has not failed"],
            rows: [replays(0)]
        ),
        Scenario(
            name: "retry of one that waits",
            method: .post,
            path: "\(path)/@pending/retry",
            status: 409,
            rows: [replays(0)]
        ),
        Scenario(
            name: "retry of one that never was",
            method: .post,
            path: "\(path)/1/retry",
            status: 404,
            rows: [replays(0)]
        ),
        Scenario(
            name: "a dead one is handled",
            method: .post,
            path: "\(path)/@dead/handled",
            caller: .writer,
            status: 200,
            rows: [handled(1)]
        ),
        Scenario(
            name: "a processed one cannot be handled",
            method: .post,
            path: "\(path)/@processed/handled",
            status: 409,
            rows: [handled(0)]
        ),
        Scenario(
            name: "recover the dead",
            method: .post,
            path: "/api/webhooks/recover",
            body: #"{"state":"dead"}"#,
            status: 202,
            has: [#""replayed":1"#, #""next_cursor":null"#],
            rows: [replays(1)]
        ),
        Scenario(
            name: "recover those in quarantine of a connection and a time",
            method: .post,
            path: "/api/webhooks/recover",
            body: #"{"state":"quarantined","connection_id":"@connection","#
                + #""from":"2020-01-01T00:00:00Z","to":"2120-01-01T00:00:00Z"}"#,
            status: 202,
            has: [#""replayed":1"#],
            rows: [replays(1)]
        ),
        Scenario(
            name: "recover nothing of another time",
            method: .post,
            path: "/api/webhooks/recover",
            body: #"{"state":"dead","to":"2020-01-01T00:00:00Z"}"#,
            status: 202,
            has: [#""replayed":0"#],
            rows: [replays(0)]
        ),
        Scenario(
            name: "recover nothing behind the last",
            method: .post,
            path: "/api/webhooks/recover",
            body: #"{"state":"dead","cursor":"@dead"}"#,
            status: 202,
            has: [#""replayed":0"#],
            rows: [replays(0)]
        ),
        Scenario(
            name: "recover with every fault",
            method: .post,
            path: "/api/webhooks/recover",
            body: #"{"state":"processed","connection_id":7,"from":"yesterday","to":1,"#
                + #""cursor":"last"}"#,
            status: 422,
            has: [
                "state: dead or quarantined", "connection_id: the id of a connection",
                "from: an ISO 8601", "to: an ISO 8601",
                "cursor: what the last answer gave as next_cursor",
            ],
            rows: [replays(0)]
        ),
        Scenario(
            name: "recover without a state",
            method: .post,
            path: "/api/webhooks/recover",
            body: "{}",
            status: 422,
            has: ["state: required"],
            rows: [replays(0)]
        ),
    ]

    @Test(arguments: scenarios) func `a failed delivery`(scenario: Scenario) throws {
        let site = try TestSite()
        try scenario.run(on: site, site.tenant())
    }

    @Test func `a retry that waits cannot be asked for twice`() throws {
        let site = try TestSite()
        let tenant = try site.tenant()
        let path = "/api/webhooks/deliveries/@dead/retry"
        #expect(site.call(.post, path, as: .owner, of: tenant).status == 202)
        #expect(site.call(.post, path, as: .owner, of: tenant).status == 409)
        let list = site.call(
            .get,
            "/api/webhooks/deliveries?state=pending",
            as: .viewer,
            of: tenant
        )
        #expect(list.text.contains(tenant.named("@dead")))
    }

    @Test func `handling twice is handling once, and what is handled wants no attention`() throws {
        let site = try TestSite()
        let tenant = try site.tenant()
        let path = "/api/webhooks/deliveries/@dead/handled"
        #expect(site.call(.post, path, as: .owner, of: tenant).status == 200)
        site.clock.advance(by: .seconds(1))
        #expect(site.call(.post, path, as: .owner, of: tenant).status == 200)
        let list = site.call(.get, "/api/webhooks/deliveries?state=dead", as: .owner, of: tenant)
        #expect(list.json["deliveries"] == [])
        #expect(list.json["counts"]?["dead"]?["value"] == 0)
        let recovered = site.call(
            .post,
            "/api/webhooks/recover",
            as: .owner,
            of: tenant,
            body: #"{"state":"dead"}"#
        )
        #expect(recovered.json["replayed"] == 0)
    }
}
