internal import Domain
internal import JSON
internal import Storage

/// An API token as the page shows it: never the token.
struct TokenView {
    private let record: TokenRecord

    private let maker: String?

    /// - Parameter maker: the name of the person who made it; nil where they are gone.
    init(_ record: TokenRecord, maker: String?) {
        self.record = record
        self.maker = maker
    }

    var json: JSON {
        [
            "id": .string(record.id.text),
            "name": .string(record.name),
            "hint": .string("wm_\(record.selector)…"),
            "scopes": .array(record.scopes.map { .string($0.rawValue) }),
            "created_at": .string(record.createdAt.iso8601),
            "created_by": .optional(
                record.createdBy.map { ["id": .string($0.text), "name": .optional(maker)] }
            ),
            "last_used_at": .optional(record.lastUsedAt?.iso8601),
            "expires_at": .optional(record.expiresAt?.iso8601),
        ]
    }
}
