import Cryptography
import Domain
import Storage
import Support

@testable import Web

/// Makes what a tenant of the tests has.
struct TenantMaker {
    let shop: TestShop
    let box: SecretBox
    let now: Instant

    /// Two live secrets of the shop's connection.
    func addSecrets() throws -> [String: String] {
        let scope = try OwnScope(shop.organisation, on: Database(shop.database.api))
        var names: [String: String] = [:]
        for name in ["old_secret", "secret"] {
            let id: SecretRecord.ID = TestShop.ids.next()
            let context = SecretContext(
                organisation: shop.organisation,
                connection: shop.connection,
                secret: id
            )
            let record = SecretRecord(
                id: id,
                sealed: context.seal("\(name) of a shop", with: box),
                hint: "shop",
                createdAt: now,
                expiresAt: nil
            )
            try ConnectionStore(scope).add(record, to: shop.connection)
            names[name] = id.text
        }
        return names
    }

    /// A new session of somebody, and the headers of the browser in which it is.
    func signIn(
        _ person: PersonRecord
    ) throws -> (id: String, headers: [(String, String)]) {
        let token = SessionToken.issue()
        let opening = SessionStore.Opening(
            id: TestShop.ids.next(),
            tokenHash: token.hash,
            person: person.id,
            organisation: shop.organisation,
            address: "192.0.2.1",
            agent: "tests"
        )
        try SessionStore(database: Database(shop.database.gate)).open(opening, at: now)
        let headers = [(Tenant.cookie, "waymark=\(token.text)"), (Tenant.csrf, token.csrf)]
        return (opening.id.text, headers)
    }

    /// Somebody who is invited, and somebody who was removed just now.
    func addGuests(of people: [Role: PersonRecord]) throws -> [String: String] {
        let gone = try shop.addPerson("gone", as: .analyst)
        let scope = try OwnScope(shop.organisation, on: Database(shop.database.api))
        try MemberStore(scope).remove(gone.id, at: now)
        guard let owner = people[.owner] else { throw TestFault("no owner") }
        let invitation = InvitationRecord(
            id: TestShop.ids.next(),
            email: nil,
            role: .viewer,
            invitedBy: owner.id,
            inviterName: owner.name,
            createdAt: now,
            expiresAt: now + .days(7)
        )
        let token = LinkToken.issue()
        try InvitationStore(scope).add(invitation, tokenHash: token.hash)
        return [
            "gone": gone.id.text, "invitation": invitation.id.text, "guest": token.text,
        ]
    }

    /// The id of a new API token, and the header that carries it.
    func addToken(
        _ scopes: [TokenRecord.Scope]
    ) throws -> (id: String, header: (String, String)) {
        let token = APIToken.issue()
        let record = TokenRecord(
            organisation: shop.organisation,
            id: TestShop.ids.next(),
            name: "A program",
            selector: token.id,
            hash: token.hash,
            scopes: scopes,
            createdAt: now,
            lastUsedAt: nil,
            expiresAt: nil
        )
        let scope = try OwnScope(shop.organisation, on: Database(shop.database.api))
        try TokenStore(scope).add(record)
        return (record.id.text, ("Authorization", "Bearer \(token.text)"))
    }

    /// The shop's rows, written as processing would write them.
    func addHistory() throws -> [String: String] {
        var numbers: [String: Int64] = [:]
        for name in TestHistory.names {
            numbers[name] = (TestShop.ids.next() as Delivery.ID).number
        }
        try TestHistory(shop: shop, numbers: numbers, now: now).write()
        return numbers.mapValues { String($0) }
    }
}
