import Cryptography
import Domain
import MariaDB
import Storage
import Support
import Testing

@testable import Web

@Suite struct InboundConnectionsTests {
    private let site: TestSite
    private let tenant: Tenant
    private let connections: InboundConnections

    init() throws {
        site = try TestSite()
        tenant = try site.tenant()
        connections = InboundConnections(
            box: site.services.secrets,
            watch: DatabaseWatch(site.database.gate)
        )
    }

    private func find(_ key: String?, gate: ConnectionSettings? = nil) throws -> OpenConnection? {
        try connections.find(
            key,
            gate: Database(gate ?? site.database.gate),
            at: site.clock.now
        )
    }

    private func pause() throws {
        try Database(site.database.work).execute(
            "UPDATE connections SET paused_at = NOW() WHERE organisation_id = \(tenant.shop.organisation)"
        )
    }

    @Test func `a connection is found by its key, with its secrets open`() throws {
        let found = try #require(try find(tenant.shop.key))
        #expect(found.id == tenant.shop.connection)
        #expect(found.organisation == tenant.shop.organisation)
        #expect(found.secrets.count == 2)
        #expect(!found.isPaused)
    }

    @Test func `a change counts after a second`() throws {
        _ = try find(tenant.shop.key)
        try pause()
        site.clock.advance(by: .milliseconds(999))
        #expect(try find(tenant.shop.key)?.isPaused == false)
        site.clock.advance(by: .milliseconds(1))
        #expect(try find(tenant.shop.key)?.isPaused == true)
    }

    @Test func `while the database is away, what was known last still counts`() throws {
        var away = site.database.gate
        away.address = .socket("/nowhere/socket")
        _ = try find(tenant.shop.key)
        site.clock.advance(by: .hours(1))
        #expect(try find(tenant.shop.key, gate: away)?.id == tenant.shop.connection)
    }

    @Test func `while the database is away, what was not known is not denied`() throws {
        let unknown = String(repeating: "x", count: 32)
        #expect(try find(unknown) == nil)
        site.clock.advance(by: .hours(1))
        var away = site.database.gate
        away.address = .socket("/nowhere/socket")
        for key in [unknown, tenant.shop.key] {
            #expect(throws: StorageError.self) { try find(key, gate: away) }
        }
    }

    @Test(arguments: [
        "", "x", String(repeating: "x", count: 31), String(repeating: "x", count: 33),
    ])
    func `what has not the length of a key is not even looked for`(key: String) throws {
        var away = site.database.gate
        away.address = .socket("/nowhere/socket")
        #expect(try find(key, gate: away) == nil)
    }

    @Test func `an unknown key, or one in another case, names nothing`() throws {
        #expect(try find(String(repeating: "x", count: 32)) == nil)
        let swapped = tenant.shop.key.map { $0.isLowercase ? $0.uppercased() : $0.lowercased() }
        #expect(try find(swapped.joined()) == nil)
    }

    @Test func `without a key the only default counts, whatever others send`() throws {
        let database = try TestDatabase()
        let connections = InboundConnections(
            box: site.services.secrets,
            watch: DatabaseWatch(database.gate)
        )
        let gate = Database(database.gate)
        func find(_ key: String?) throws -> OpenConnection? {
            site.clock.advance(by: .seconds(1))
            return try connections.find(key, gate: gate, at: site.clock.now)
        }
        #expect(try find(nil) == nil)
        let first = try TestShop(in: database)
        try setDefault(of: first)
        #expect(try find("") == nil)
        #expect(try connections.find(nil, gate: gate, at: site.clock.now)?.id == first.connection)
        try setDefault(of: TestShop(in: database))
        #expect(try find(nil) == nil)
    }

    private func setDefault(of shop: TestShop) throws {
        try Database(shop.database.work).execute(
            "UPDATE connections SET is_default = TRUE WHERE organisation_id = \(shop.organisation)"
        )
    }
}
