package import Domain
internal import MariaDB

/// The organisation's API tokens.
package struct TokenStore {
    private let scope: OwnScope

    package init(_ scope: OwnScope) {
        self.scope = scope
    }

    /// Tokens that were not revoked, the newest first.
    package func list() throws(StorageError) -> [TokenRecord] {
        try load("revoked_at IS NULL ORDER BY id DESC")
    }

    /// A token that was not revoked.
    package func find(_ id: TokenRecord.ID) throws(StorageError) -> TokenRecord? {
        try load("id = \(id) AND revoked_at IS NULL").first
    }

    private func load(_ condition: SQL) throws(StorageError) -> [TokenRecord] {
        let rows: [TokenRecord.Row] = try scope.database.rows(
            """
            SELECT organisation_id, id, name, selector, token_hash, scopes, created_at,
                last_used_at, expires_at, created_by
            FROM own_api_tokens WHERE \(fragment: condition)
            """
        )
        return rows.map(TokenRecord.init)
    }

    package func add(_ token: TokenRecord) throws(StorageError) {
        let scopes = token.scopes.map(\.rawValue).joined(separator: ",")
        try scope.database.execute(
            """
            INSERT INTO own_api_tokens (organisation_id, id, name, selector, token_hash, scopes,
                created_at, expires_at, created_by)
            VALUES (\(scope.organisation), \(token.id), \(token.name), \(token.selector),
                \(token.hash), \(scopes), \(token.createdAt), \(token.expiresAt),
                \(token.createdBy))
            """
        )
    }

    /// Ends a token for good; false where there was none.
    package func revoke(_ id: TokenRecord.ID, at now: Instant) throws(StorageError) -> Bool {
        try scope.database.execute(
            "UPDATE own_api_tokens SET revoked_at = \(now) WHERE id = \(id) AND revoked_at IS NULL"
        )
            > 0
    }
}
