internal import Domain
internal import JSON
internal import Storage

/// An API token as the page shows it: never the token.
struct TokenView {
    private let record: TokenRecord

    init(_ record: TokenRecord) {
        self.record = record
    }

    var json: JSON {
        [
            "id": .string(record.id.text),
            "name": .string(record.name),
            "hint": .string("wm_\(record.selector)…"),
            "scopes": .array(record.scopes.map { .string($0.rawValue) }),
            "created_at": .string(record.createdAt.iso8601),
            "last_used_at": .optional(record.lastUsedAt?.iso8601),
            "expires_at": .optional(record.expiresAt?.iso8601),
        ]
    }
}
