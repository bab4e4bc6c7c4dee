import Domain
import HTTP
import JSON
import MariaDB
import Storage
import Support
import Synchronization
import Testing

@testable import Web

/// How Waymark itself fares, as admins and the monitoring see it.
@Suite struct StatusTests {
    private let site: TestSite
    private let gate: Database

    init() throws {
        site = try TestSite()
        gate = Database(site.database.gate)
    }

    private func node() throws -> NodeIdentity {
        NodeIdentity(
            id: try NodeStore(database: gate).register(at: site.clock.now),
            role: .work,
            host: "somewhere",
            version: "0",
            startedAt: site.clock.now
        )
    }

    @Test func `before anything was seen the page is told so`() throws {
        let answer = site.call(.get, "/api/status", as: .owner, of: try site.tenant())
        #expect(answer.status == 200)
        #expect(answer.json["as_of"] == .null)
        #expect(answer.json["version"] == "0")
    }

    @Test func `an admin sees what was seen, and only their own failures`() throws {
        let (own, other) = (try site.tenant(), try site.tenant())
        var observer = Observer(services: site.services, node: try node())
        observer.look(gate)
        let status = site.call(.get, "/api/status", as: .admin, of: own).json
        #expect(status["as_of"]?.text == site.clock.now.iso8601)
        #expect(status["failures"] == ["retrying": 0, "dead": 1, "quarantined": 1])
        #expect((status["inbox"]?["waiting"]?.integer ?? 0) >= 2)
        #expect(status["inbox"]?["history"]?.elements?.count == 1)
        let hosts = status["processes"]?.elements?.compactMap { $0["host"]?.text }
        #expect(hosts?.contains("somewhere") == true)
        #expect((status["database"]?["bytes"]?.integer ?? 0) > 10_000)
        let codes = status["findings"]?.elements?.compactMap { $0["code"]?.text } ?? []
        #expect(codes.contains("dead") && codes.contains("quarantined"))
        #expect(status["healthy"] == false)
        _ = other
    }

    @Test func `numbers for the monitoring need no database`() throws {
        var away = site.database.gate
        away.address = .socket("/nowhere/socket")
        var observer = Observer(services: site.services, node: try node())
        observer.look(Database(away))
        let answer = site.call(.get, "/metrics")
        #expect(answer.status == 200)
        #expect(answer.headers("content-type") == ["text/plain; version=0.0.4; charset=utf-8"])
        #expect(answer.text.contains("\nwaymark_database_up 0\n"))
        observer.look(gate)
        let again = site.call(.get, "/metrics").text
        for line in [
            "waymark_database_up 1", "# TYPE waymark_inbox_deliveries gauge",
            "# TYPE waymark_applied_total counter", #"waymark_failed_deliveries{fate="dead"} "#,
            #"waymark_processes{role="work"} "#, "waymark_observation_age_seconds 0",
        ] {
            #expect(again.contains("\n\(line)"), "\(line)")
        }
    }

    @Test func `the operator is told when the database goes and comes, once each`() throws {
        let told = Mutex<[String]>([])
        let services = Services(
            ids: TestShop.ids,
            secrets: site.services.secrets,
            publicURL: "",
            version: "0",
            clock: site.services.clock,
            report: { what, _ in told.withLock { $0.append(what) } }
        )
        var away = site.database.gate
        away.address = .socket("/nowhere/socket")
        var observer = Observer(services: services, node: try node())
        for _ in 0..<3 { observer.look(Database(away)) }
        for _ in 0..<3 { observer.look(gate) }
        #expect(
            told.withLock { $0 }.filter { $0.hasPrefix("database") } == [
                "database.away", "database.back",
            ]
        )
    }

    @Test func `a database that hangs is asked by nobody else, and looked at again at once`() throws
    {
        var settings = site.database.gate
        settings.readTimeout = 2
        let (locker, tenant) = (try MariaDB.Connection(site.database.root), try site.tenant())
        var observer = Observer(services: site.services, node: try node())
        let hung = Database(settings)
        observer.look(hung)
        #expect(observer.rest >= .seconds(5))
        try locker.run(script: "LOCK TABLES nodes READ;")
        observer.look(hung)
        #expect(observer.rest < .seconds(1))
        #expect(site.services.sight.newest.awaySince != nil)
        let answer = site.call(.get, "/api/customers", as: .viewer, of: tenant)
        #expect(answer.status == 503 && answer.headers("retry-after") == ["5"])
        let health = site.call(.get, "/api/customer-journey/health")
        #expect(health.status == 503 && health.json["status"] == "unhealthy")
        #expect(site.call(.get, "/metrics").status == 200)
        try locker.run(script: "UNLOCK TABLES;")
        observer.look(hung)
        #expect(site.services.sight.newest.awaySince == nil)
        #expect(site.call(.get, "/api/customers", as: .viewer, of: tenant).status == 200)
    }

    @Test func `a database that refuses at once is asked by everybody`() throws {
        var away = site.database.gate
        away.address = .socket("/nowhere/socket")
        var observer = Observer(services: site.services, node: try node())
        observer.look(Database(away))
        #expect(observer.rest == .seconds(5))
        let tenant = try site.tenant()
        #expect(site.call(.get, "/api/customers", as: .viewer, of: tenant).status == 200)
    }

    @Test func `requests are counted by classes that no caller can make up`() throws {
        let meters = RequestMeters()
        let paths = [
            "/api/customers/12", "/api/customers", "/api/made-up", "/made/up", "/", "/metrics",
        ]
        let classes = paths.map { path in
            meters.routeClass(
                of: Request(
                    method: .get,
                    path: path,
                    query: Query(parsing: ""),
                    headers: Headers([]),
                    body: [],
                    remoteAddress: "",
                    isSecure: false,
                    id: ""
                )
            )
        }
        #expect(classes == ["customers", "customers", "other", "other", "other", "metrics"])
        for name in classes { meters.count(name, status: 200, took: .milliseconds(1)) }
        meters.count("made-up", status: 503, took: .milliseconds(1))
        meters.count("customers", status: 700, took: .milliseconds(1))
        #expect(meters.count == 7)
    }
}
