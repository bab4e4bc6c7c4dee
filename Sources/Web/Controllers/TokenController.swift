internal import Cryptography
internal import Domain
internal import HTTP
internal import JSON
internal import Storage

/// Keys for programs.
enum TokenController {
    static func list(_ visit: Visit) throws -> Response {
        let scope = try visit.scope()
        let names = try MemberStore(scope).names()
        let tokens = try TokenStore(scope).list().map { token in
            TokenView(token, maker: token.createdBy.flatMap { names[$0] }).json
        }
        return .json([
            "success": true,
            "tokens": .array(tokens),
            "scopes": .array(TokenRecord.Scope.allCases.map { .string($0.rawValue) }),
        ])
    }

    /// Makes a token; its text is shown once.
    static func create(_ visit: Visit) throws -> Response {
        var fields = try visit.body()
        let name = fields.text("name", atMost: 120)
        let scopes = fields.scopes()
        let days = fields.integer("expires_in_days", in: 1...3_650)
        try fields.check()

        let (scope, session) = (try visit.scope(), try visit.session())
        let token = APIToken.issue()
        let record = TokenRecord(
            organisation: scope.organisation,
            id: visit.services.ids.next(),
            name: name,
            selector: token.id,
            hash: token.hash,
            scopes: scopes,
            createdAt: visit.now,
            lastUsedAt: nil,
            expiresAt: days.map { visit.now + .days($0) },
            createdBy: session.person
        )
        try scope.transaction { () throws(StorageError) in
            try TokenStore(scope).add(record)
            let became: JSON = ["scopes": .array(scopes.map { .string($0.rawValue) })]
            try visit.note(visit.entry(.tokenMade, .init(record), became: became), in: scope)
        }
        return .json(
            [
                "success": true, "token": .string(token.text),
                "record": TokenView(record, maker: session.personName).json,
            ],
            status: 201
        )
    }

    static func revoke(_ visit: Visit) throws -> Response {
        let scope = try visit.scope()
        let store = TokenStore(scope)
        guard let token = try store.find(visit.id()) else { throw Problem.notFound }
        try scope.transaction { () throws(StorageError) in
            guard try store.revoke(token.id, at: visit.now) else { return }
            try visit.note(visit.entry(.tokenRevoked, .init(token)), in: scope)
        }
        return .json(["success": true])
    }
}

extension Fields {
    fileprivate mutating func scopes() -> [TokenRecord.Scope] {
        let names = TokenRecord.Scope.allCases.map(\.rawValue).joined(separator: ", ")
        let scopes = requiredValue("scopes", "a list of \(names)") { json -> [TokenRecord.Scope]? in
            guard let elements = json.elements, !elements.isEmpty else { return nil }
            let scopes = elements.compactMap { $0.text.flatMap(TokenRecord.Scope.init) }
            return scopes.count == elements.count ? scopes : nil
        }
        return TokenRecord.Scope.allCases.filter { scopes?.contains($0) ?? false }
    }
}
