import Domain
import MariaDB
import Storage
import Support

/// Two organisations and a session of the API's account inside the first one.
struct Wall {
    let database: TestDatabase
    let own: TestShop
    let other: TestShop
    private let secret: SecretRecord.ID
    private let session: AnyStatement

    init() throws {
        database = try TestDatabase.shared()
        own = try TestShop(in: database)
        other = try TestShop(in: database)
        secret = TestShop.ids.next()
        try Wall.addSecret(secret, to: other)
        try Wall.addSecret(TestShop.ids.next(), to: own)
        try Wall.prepare(database)
        session = try AnyStatement(database.api, in: own.organisation)
    }

    private static func addSecret(_ id: SecretRecord.ID, to shop: TestShop) throws {
        let scope = try OwnScope(shop.organisation, on: Database(shop.database.api))
        let record = SecretRecord(
            id: id,
            sealed: "sealed",
            hint: "hint",
            createdAt: Instant(seconds: 1_790_000_000),
            expiresAt: nil
        )
        try ConnectionStore(scope).add(record, to: shop.connection)
    }

    /// A procedure that nobody was given.
    private static func prepare(_ database: TestDatabase) throws {
        try AnyStatement(database.root)
            .execute("CREATE PROCEDURE IF NOT EXISTS forbidden_procedure() SELECT 1")
    }

    /// Sends a statement of an attacker; tells how many rows it changed.
    func attack(_ statement: String) -> Result<Int, DatabaseError> {
        let names = [
            "$own": own.organisation.text, "$other": other.organisation.text,
            "$mine": own.connection.text, "$theirs": other.connection.text,
            "$secret": secret.text,
        ]
        let text = names.reduce(statement) { $0.replacing($1.key, with: $1.value) }
        return Result { () throws(DatabaseError) in try session.execute(text) }
    }

    /// What the session sees afterwards: still its own, and only that.
    func visibleConnections() throws -> [String] {
        try session.texts("SELECT CAST(id AS CHAR) FROM own_connections").map { $0[0] }
    }
}
