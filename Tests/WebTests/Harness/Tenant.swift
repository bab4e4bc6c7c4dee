import Cryptography
import Domain
import HTTP
import JSON
import MariaDB
import Storage
import Support

@testable import Web

/// A shop with something of everything in it, and the keys of its callers.
struct Tenant {
    static let cookie = "Cookie"
    static let csrf = "X-CSRF-Token"

    let shop: TestShop
    let people: [Role: PersonRecord]
    /// What `@name` stands for in paths and bodies.
    let names: [String: String]
    private let keys: [TestCaller: [(String, String)]]

    init(in database: TestDatabase, box: SecretBox, at now: Instant) throws {
        let maker = try TenantMaker(shop: TestShop(in: database), box: box, now: now)
        shop = maker.shop
        people = try maker.shop.addPeople()
        var names = [
            "connection": shop.connection.text, "key": shop.key,
            "external": "c-\(shop.organisation.text)", "organisation": shop.organisation.text,
        ]
        for (role, person) in people { names[role.rawValue] = person.id.text }
        names.merge(try maker.addSecrets()) { $1 }
        names.merge(try maker.addHistory()) { $1 }
        names.merge(try maker.addGuests(of: people)) { $1 }
        names.merge(try maker.addLists(of: people)) { $1 }
        var keys: [TestCaller: [(String, String)]] = [:]
        for (caller, role) in Tenant.roles {
            keys[caller] = try people[role].map { try maker.signIn($0).headers }
            names["session_\(caller.rawValue)"] = try people[role].map { try maker.signIn($0).id }
        }
        for (caller, scopes) in Tenant.scopes {
            let (id, header) = try maker.addToken(scopes)
            keys[caller] = [header]
            names["token"] = id
            names["token_\(caller.rawValue)"] = id
        }
        self.names = names
        self.keys = keys
    }

    private static let roles: [TestCaller: Role] = [
        .viewer: .viewer, .analyst: .analyst, .admin: .admin, .owner: .owner,
    ]
    private static let scopes: [TestCaller: [TokenRecord.Scope]] = [
        .reader: [.read], .writer: [.write], .exporter: [.export],
        .program: TokenRecord.Scope.allCases,
    ]

    /// The headers by which a caller is known; for changes, too.
    func headers(of caller: TestCaller) -> [(String, String)] {
        keys[caller] ?? []
    }

    /// One of those headers.
    func header(_ name: String, of caller: TestCaller) -> (String, String) {
        headers(of: caller).first { $0.0 == name } ?? (name, "")
    }

    /// The same, where `@session` is another session of the caller's own.
    func named(_ text: String, for caller: TestCaller) -> String {
        named(text.replacing("@session", with: "@session_\(caller.rawValue)"))
    }

    /// A text with the values of names for `@name`; the longest names go first.
    func named(_ text: String) -> String {
        names.sorted { ($1.key.utf8.count, $0.key) < ($0.key.utf8.count, $1.key) }
            .reduce(text) { text, name in
                text.split(separator: "@\(name.key)", omittingEmptySubsequences: false)
                    .joined(separator: name.value)
            }
    }
}
