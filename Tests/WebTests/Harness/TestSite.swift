import Cryptography
import Domain
import HTTP
import JSON
import Storage
import Support
import Synchronization

@testable import Web

/// The site in process, with a clock that tests move.
struct TestSite {
    static let publicURL = "https://waymark.example"

    let database: TestDatabase
    let clock: TestClock
    let services: Services
    private let site: Site

    init(clock: TestClock = TestClock(), sendsMail: Bool = false) throws {
        let database = try TestDatabase.shared()
        try self.init(
            database,
            clock: clock,
            gate: Database(database.gate),
            api: Database(database.api),
            sendsMail: sendsMail
        )
    }

    /// A site whose sessions with the database are the test's own.
    init(
        _ database: TestDatabase,
        clock: TestClock,
        gate: Database,
        api: Database,
        sendsMail: Bool = false
    ) throws {
        guard let key = KeyRing.Key(id: "k1", bytes: Array(repeating: 7, count: 32)) else {
            throw TestFault("no key")
        }
        self.database = database
        self.clock = clock
        services = Services(
            ids: TestShop.ids,
            secrets: SecretBox(ring: KeyRing(current: key)),
            publicURL: TestSite.publicURL,
            version: "0",
            sendsMail: sendsMail,
            exported: { name in
                let file = Array("of \(name)".utf8)
                return Response.Source(count: file.count) { Array(file.dropFirst($0).prefix(2)) }
            },
            clock: { clock.now },
            report: { _, _ in }
        )
        site = Site(services: services, gate: gate, api: api)
    }

    /// A new organisation with something of everything in it.
    func tenant() throws -> Tenant {
        try Tenant(in: database, box: services.secrets, at: clock.now)
    }

    /// Calls the site as somebody of a tenant; `@name` in path and body are the tenant's names,
    /// or those of another one.
    @discardableResult
    func call(
        _ method: HTTP.Method,
        _ path: String,
        as caller: TestCaller = .nobody,
        of tenant: Tenant? = nil,
        naming: Tenant? = nil,
        body: String? = nil,
        headers: [(String, String)] = [],
        address: String = "192.0.2.1",
        isSecure: Bool = false
    ) -> TestAnswer {
        let named = naming ?? tenant
        let parts = (named?.named(path, for: caller) ?? path).split(separator: "?", maxSplits: 1)
        let type = body == nil ? [] : [("Content-Type", "application/json")]
        let request = Request(
            method: method,
            path: String(parts[0]),
            query: Query(parsing: parts.count > 1 ? parts[1] : ""),
            headers: Headers((tenant?.headers(of: caller) ?? []) + type + headers),
            body: Array((body.map { named?.named($0) ?? $0 } ?? "").utf8),
            remoteAddress: address,
            isSecure: isSecure,
            id: "r-1"
        )
        return TestAnswer(site.respond(to: request))
    }
}
