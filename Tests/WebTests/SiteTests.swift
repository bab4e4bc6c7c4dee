import Domain
import HTTP
import JSON
import MariaDB
import Storage
import Support
import Testing

@testable import Web

@Suite struct SiteTests {
    private let site: TestSite

    init() throws {
        site = try TestSite()
    }

    @Test(arguments: ["/", "/api", "/api/nothing", "/api/connections/1/2", "/api//connections"])
    func `what is not there is a problem with its path`(path: String) {
        let answer = site.call(.get, path)
        #expect(answer.status == 404)
        #expect(answer.headers("content-type") == ["application/problem+json"])
        #expect(answer.json["instance"] == .string(path))
        #expect(answer.json["success"] == false)
        #expect(answer.headers("cache-control") == ["no-store"])
    }

    @Test func `another method is answered with those that there are`() {
        let answer = site.call(.put, "/api/connections")
        #expect(answer.status == 405)
        #expect(answer.headers("allow") == ["GET, HEAD, POST"])
    }

    @Test func `nothing is changed by asking for a head`() throws {
        let tenant = try site.tenant()
        let answer = site.call(.head, "/api/connections", as: .viewer, of: tenant)
        #expect(answer.status == 200)
    }

    @Test func `without its database every route says so and when to come again`() throws {
        let tenant = try site.tenant()
        var away = site.database.gate
        away.address = .socket("/nowhere/socket")
        let blind = try TestSite(
            site.database,
            clock: site.clock,
            gate: Database(away),
            api: Database(away)
        )
        // What the sign-in form offers follows from the settings, and the monitoring asks nobody.
        let others = ["/api/sign-in", "/metrics"]
        for line in AccessTests.lines where line.status < 400 && !others.contains(line.path) {
            let answer = blind.call(
                line.method,
                line.path,
                as: .owner,
                of: tenant,
                body: line.body
            )
            #expect(answer.status == 503, "\(line.route)")
            #expect(answer.headers("retry-after") == ["5"], "\(line.route)")
            #expect(!answer.text.contains("/nowhere"), "\(line.route)")
        }
    }

    private func answer(of database: ConnectionSettings) throws -> TestAnswer {
        let wrong = try TestSite(
            site.database,
            clock: site.clock,
            gate: Database(database),
            api: Database(database)
        )
        return wrong.call(.get, "/api/session", as: .owner, of: try site.tenant())
    }

    @Test func `a fault of ours says nothing of its cause`() throws {
        let (real, strange) = (site.database.root.database ?? "", try MariaDBServer.freshDatabase())
        try MariaDB.Connection(strange).run(
            script: """
                CREATE VIEW people AS SELECT * FROM \(real).people;
                CREATE VIEW members AS SELECT * FROM \(real).members;
                CREATE VIEW sessions AS
                    SELECT 'no number' AS id, token_hash, person_id, organisation_id, created_at,
                        seen_at, expires_at
                    FROM \(real).sessions;
                """
        )
        let answer = try answer(of: strange)
        #expect(answer.status == 500)
        #expect(!answer.text.contains("number"))
        #expect(answer.json["detail"] == nil)
    }

    @Test func `a database without our tables is told of as one that is away`() throws {
        let answer = try answer(of: MariaDBServer.freshDatabase())
        #expect(answer.status == 503)
        #expect(answer.headers("retry-after") == ["5"])
        #expect(!answer.text.contains("sessions"))
    }

    @Test
    func `a session with the database that served one organisation shows nothing of it after`()
        throws
    {
        let (first, second) = (try site.tenant(), try site.tenant())
        for tenant in [first, second, first] {
            let answer = site.call(.get, "/api/customers", as: .viewer, of: tenant)
            #expect(answer.json["customers"]?.elements?.count == 1)
            #expect(answer.text.contains(tenant.names["customer"] ?? "?"))
        }
        #expect(site.call(.get, "/api/customer-journey/health").json["customers_count"] == nil)
    }

    @Test(arguments: ["0", "-1", "201", "x", "1.5", "99999999999999999999"])
    func `a limit that no list has is malformed`(limit: String) throws {
        let tenant = try site.tenant()
        let path = "/api/webhooks/deliveries?limit=\(limit)"
        let answer = site.call(.get, path, as: .viewer, of: tenant)
        #expect(answer.status == 400)
        #expect(answer.json["details"] == ["limit: a whole number from 1 to 200"])
    }
}
