package import Domain
internal import MariaDB

/// A key for programs: what it may do and until when.
package struct TokenRecord: Sendable {
    package typealias ID = Identifier<TokenRecord>

    package enum Scope: String, Sendable, CaseIterable {
        case read
        case write
        /// Taking whole lists away in a file.
        case export
    }

    package let organisation: Organisation.ID
    package let id: ID
    package let name: String
    package let selector: String
    package let hash: [UInt8]
    package let scopes: [Scope]
    package let createdAt: Instant
    package let lastUsedAt: Instant?
    package let expiresAt: Instant?
    /// Who made it; nil for tokens from before that was kept.
    package let createdBy: Person.ID?

    package init(
        organisation: Organisation.ID,
        id: ID,
        name: String,
        selector: String,
        hash: [UInt8],
        scopes: [Scope],
        createdAt: Instant,
        lastUsedAt: Instant?,
        expiresAt: Instant?,
        createdBy: Person.ID? = nil
    ) {
        self.organisation = organisation
        self.id = id
        self.name = name
        self.selector = selector
        self.hash = hash
        self.scopes = scopes
        self.createdAt = createdAt
        self.lastUsedAt = lastUsedAt
        self.expiresAt = expiresAt
        self.createdBy = createdBy
    }

    /// The columns of a token, in the order in which both ways to it select them.
    typealias Row = (
        Organisation.ID, ID, String, String, [UInt8], String, Instant, Instant?, Instant?,
        Person.ID?
    )

    init(_ row: Row) {
        self.init(
            organisation: row.0,
            id: row.1,
            name: row.2,
            selector: row.3,
            hash: row.4,
            scopes: row.5.split(separator: ",").compactMap { Scope(rawValue: String($0)) },
            createdAt: row.6,
            lastUsedAt: row.7,
            expiresAt: row.8,
            createdBy: row.9
        )
    }
}

/// Looks callers' tokens up, before their organisation is known.
package struct TokenDirectory {
    private let database: Database

    package init(database: Database) {
        self.database = database
    }

    /// Live tokens with this public part; the caller compares the hash.
    package func find(selector: String, at now: Instant) throws(StorageError) -> [TokenRecord] {
        let rows: [TokenRecord.Row] = try database.rows(
            """
            SELECT organisation_id, id, name, selector, token_hash, scopes, created_at,
                last_used_at, expires_at, created_by
            FROM api_tokens
            WHERE selector = \(selector) AND revoked_at IS NULL
                AND (expires_at IS NULL OR expires_at > \(now))
            """
        )
        return rows.map(TokenRecord.init)
    }

    /// Of these tokens those that are neither revoked nor over, and whose they are.
    package func live(
        among ids: [TokenRecord.ID],
        at now: Instant
    ) throws(StorageError) -> [(id: TokenRecord.ID, organisation: Organisation.ID)] {
        guard !ids.isEmpty else { return [] }
        let rows: [(TokenRecord.ID, Organisation.ID)] = try database.rows(
            """
            SELECT id, organisation_id FROM api_tokens
            WHERE id IN \(anyOf: ids) AND revoked_at IS NULL
                AND (expires_at IS NULL OR expires_at > \(now))
            """
        )
        return rows.map { (id: $0.0, organisation: $0.1) }
    }

    package func touch(_ token: TokenRecord, at now: Instant) throws(StorageError) {
        try database.execute(
            """
            UPDATE api_tokens SET last_used_at = \(now)
            WHERE organisation_id = \(token.organisation) AND id = \(token.id)
            """
        )
    }
}
