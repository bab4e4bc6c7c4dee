import HTTP
import JSON
import Support
import Testing

@testable import Web

@Suite struct DeliveryListTests {
    private static let path = "/api/webhooks/deliveries"

    /// The tenant's deliveries: processed, dead, quarantined, pending.
    static let scenarios = [
        Scenario(
            name: "all of them, the newest first",
            method: .get,
            path: path,
            status: 200,
            has: [
                #""id":"@pending""#, #""id":"@processed""#, #""name":"Main""#,
                #""counts":{"pending":{"value":1,"is":"exact"},"retrying":{"value":0,"is":"#,
                #""dead":{"value":1,"is":"exact"},"quarantined":{"value":1,"is":"exact"}}"#,
                #""next_cursor":null"#, #""event":"page_viewed""#, #""customer_id":"c-1""#,
                #""remote_address":"203.0.113.24""#,
            ],
            hasNot: ["s3cret"]
        ),
        Scenario(
            name: "the dead",
            method: .get,
            path: "\(path)?state=dead",
            status: 200,
            has: [
                #""id":"@dead""#, #""reason":"it would not do""#, #""attempts":12"#,
                #""next_attempt_at":null"#, #""handled_at":null"#,
            ],
            hasNot: ["@pending", "@processed", "@quarantined"]
        ),
        Scenario(
            name: "those in quarantine, of a customer that is no text",
            method: .get,
            path: "\(path)?state=quarantined",
            status: 200,
            has: [
                #""id":"@quarantined""#, #""event":"waved""#, #""customer_id":null"#,
                #""attempts":0"#,
            ],
            hasNot: ["@dead"]
        ),
        Scenario(
            name: "those that wait",
            method: .get,
            path: "\(path)?state=pending",
            status: 200,
            has: [#""id":"@pending""#],
            hasNot: ["@dead"]
        ),
        Scenario(
            name: "none that is tried again",
            method: .get,
            path: "\(path)?state=retrying",
            status: 200,
            has: [#""deliveries":[]"#]
        ),
        Scenario(
            name: "those of a connection",
            method: .get,
            path: "\(path)?connection=@connection",
            status: 200,
            has: ["@pending"]
        ),
        Scenario(
            name: "none before a time, and the counts are of that, too",
            method: .get,
            path: "\(path)?to=2020-01-01T00:00:00Z",
            status: 200,
            has: [#""deliveries":[]"#, #""pending":{"value":0"#, #""dead":{"value":0"#]
        ),
        Scenario(
            name: "those since a time",
            method: .get,
            path: "\(path)?from=2026-09-21T14:13:20Z",
            status: 200,
            has: ["@processed", "@pending"]
        ),
        Scenario(
            name: "none since a little later",
            method: .get,
            path: "\(path)?from=2026-09-21T14:13:20.000001Z",
            status: 200,
            has: [#""deliveries":[]"#]
        ),
        Scenario(
            name: "none after a time",
            method: .get,
            path: "\(path)?from=2120-01-01T00:00:00Z",
            status: 200,
            has: [#""deliveries":[]"#]
        ),
        Scenario(
            name: "an unknown state",
            method: .get,
            path: "\(path)?state=lost",
            status: 400,
            has: ["state: one of pending, processed, retrying, dead, quarantined"]
        ),
        Scenario(
            name: "a connection that is no id",
            method: .get,
            path: "\(path)?connection=shop",
            status: 400,
            has: ["connection: a connection's id"]
        ),
        Scenario(
            name: "a time without its zone",
            method: .get,
            path: "\(path)?from=2026-01-01T00:00:00",
            status: 400,
            has: ["from: a day such as 2026-11-21"]
        ),
        Scenario(
            name: "a cursor that is none",
            method: .get,
            path: "\(path)?cursor=1",
            status: 400,
            has: ["cursor: the next_cursor"]
        ),
        Scenario(
            name: "empty filters are none",
            method: .get,
            path: "\(path)?state=&connection=&from=&to=&cursor=",
            status: 200,
            has: ["@pending"]
        ),
    ]

    @Test(arguments: scenarios) func `a list of deliveries shows`(scenario: Scenario) throws {
        let site = try TestSite()
        try scenario.run(on: site, site.tenant())
    }

    @Test func `pages follow each other without a gap or a double`() throws {
        let site = try TestSite()
        let tenant = try site.tenant()
        var seen: [String] = []
        var cursor = ""
        repeat {
            let path = "\(DeliveryListTests.path)?limit=1&cursor=\(cursor)"
            let answer = site.call(.get, path, as: .viewer, of: tenant)
            let page = answer.json["deliveries"]?.elements ?? []
            #expect(page.count == 1)
            seen += page.compactMap { $0["id"]?.text }
            cursor = answer.json["next_cursor"]?.text ?? ""
        } while !cursor.isEmpty && seen.count < 10
        let names = ["pending", "quarantined", "dead", "processed"]
        #expect(seen == names.map { tenant.names[$0] })
    }
}
