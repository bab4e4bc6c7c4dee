internal import Cryptography
internal import Domain
internal import HTTP
internal import JSON
internal import Storage

/// Keys for programs.
enum TokenController {
    static func list(_ visit: Visit) throws -> Response {
        let tokens = try TokenStore(visit.scope()).list()
        return .json(["success": true, "tokens": .array(tokens.map { TokenView($0).json })])
    }

    /// Makes a token; its text is shown once.
    static func create(_ visit: Visit) throws -> Response {
        var fields = try visit.body()
        let name = fields.text("name", atMost: 120)
        let scopes = fields.scopes()
        let days = fields.integer("expires_in_days", in: 1...3_650)
        try fields.check()

        let scope = try visit.scope()
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
            expiresAt: days.map { visit.now + .days($0) }
        )
        try TokenStore(scope).add(record)
        return .json(
            [
                "success": true, "token": .string(token.text),
                "record": TokenView(record).json,
            ],
            status: 201
        )
    }

    static func revoke(_ visit: Visit) throws -> Response {
        guard try TokenStore(visit.scope()).revoke(visit.id(), at: visit.now) else {
            throw Problem.notFound
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
