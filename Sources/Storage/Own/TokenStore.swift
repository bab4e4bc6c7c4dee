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
        let rows:
            [(
                Organisation.ID, TokenRecord.ID, String, String, [UInt8], String, Instant, Instant?,
                Instant?
            )] = try scope.database.rows(
                """
                SELECT organisation_id, id, name, selector, token_hash, scopes, created_at,
                    last_used_at, expires_at
                FROM own_api_tokens WHERE revoked_at IS NULL ORDER BY id DESC
                """
            )
        return rows.map(TokenRecord.init)
    }

    package func add(_ token: TokenRecord) throws(StorageError) {
        let scopes = token.scopes.map(\.rawValue).joined(separator: ",")
        try scope.database.execute(
            """
            INSERT INTO own_api_tokens (organisation_id, id, name, selector, token_hash, scopes,
                created_at, expires_at)
            VALUES (\(scope.organisation), \(token.id), \(token.name), \(token.selector),
                \(token.hash), \(scopes), \(token.createdAt), \(token.expiresAt))
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
