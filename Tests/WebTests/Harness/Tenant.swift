import Cryptography
import Domain
import HTTP
import JSON
import MariaDB
import Storage
import Support

@testable import Web

/// An organisation with something of everything in it, and the keys of its callers.
struct Tenant {
    let organisation: TestOrganisation
    /// What `@name` stands for in paths and bodies.
    let names: [String: String]
    private let keys: [TestCaller: [(String, String)]]

    static let cookie = "Cookie"
    static let csrf = "X-CSRF-Token"

    /// The headers by which a caller is known; for changes, too.
    func headers(of caller: TestCaller) -> [(String, String)] {
        keys[caller] ?? []
    }

    /// One of those headers.
    func header(_ name: String, of caller: TestCaller) -> (String, String) {
        headers(of: caller).first { $0.0 == name } ?? (name, "")
    }

    init(in database: TestDatabase, box: SecretBox, at now: Instant) throws {
        organisation = try TestOrganisation(in: database, at: now)
        let scope = try OwnScope(organisation.id, on: database.session(of: .api))
        var names = try Tenant.addConnection(to: scope, box: box, at: now)
        names.merge(try Tenant.addHistory(to: organisation, names, at: now)) { $1 }
        var keys: [TestCaller: [(String, String)]] = [:]
        for (caller, role) in Tenant.roles {
            keys[caller] = try Tenant.signIn(organisation, role, at: now)
        }
        for (caller, scopes) in Tenant.scopes {
            let (id, header) = try Tenant.addToken(scopes, to: scope, at: now)
            keys[caller] = [header]
            names["token"] = id
        }
        self.names = names
        self.keys = keys
    }

    private static let roles: [TestCaller: Role] = [
        .viewer: .viewer, .analyst: .analyst, .admin: .admin, .owner: .owner,
    ]
    private static let scopes: [TestCaller: [TokenRecord.Scope]] = [
        .reader: [.read], .writer: [.write], .program: [.read, .write],
    ]

    private static func addConnection(
        to scope: OwnScope,
        box: SecretBox,
        at now: Instant
    ) throws -> [String: String] {
        let connection = ConnectionRecord(
            id: TestDatabase.ids.next(), name: "Shop", token: Random.alphanumerics(32),
            scheme: #"{"preset":"waymark"}"#, acceptsUnsigned: false, isDefault: false,
            createdAt: now, pausedAt: nil)
        let store = ConnectionStore(scope)
        try store.add(connection)
        var names = ["connection": connection.id.text, "key": connection.token]
        for name in ["old_secret", "secret"] {
            let id: SecretRecord.ID = TestDatabase.ids.next()
            let context = SecretContext(
                organisation: scope.organisation, connection: connection.id, secret: id)
            try store.add(
                SecretRecord(
                    id: id, sealed: context.seal("\(name) of a shop", with: box), hint: "shop",
                    createdAt: now, expiresAt: nil),
                to: connection.id)
            names[name] = id.text
        }
        return names
    }

    private static func signIn(
        _ organisation: TestOrganisation,
        _ role: Role,
        at now: Instant
    ) throws -> [(String, String)] {
        guard let person = organisation.people[role] else { return [] }
        let token = SessionToken.issue()
        try SessionStore(database: organisation.database.session(of: .gate)).open(
            tokenHash: token.hash, person: person.id, organisation: organisation.id,
            address: "192.0.2.1", agent: "tests", at: now)
        return [(Tenant.cookie, "waymark=\(token.text)"), (Tenant.csrf, token.csrf)]
    }

    private static func addToken(
        _ scopes: [TokenRecord.Scope],
        to scope: OwnScope,
        at now: Instant
    ) throws -> (id: String, header: (String, String)) {
        let token = APIToken.issue()
        let record = TokenRecord(
            organisation: scope.organisation, id: TestDatabase.ids.next(), name: "A program",
            selector: token.id, hash: token.hash, scopes: scopes, createdAt: now, lastUsedAt: nil,
            expiresAt: nil)
        try TokenStore(scope).add(record)
        return (record.id.text, ("Authorization", "Bearer \(token.text)"))
    }
}
