/// What the table `schema_migrations` tells about a database.
struct MigrationHistory {
    static let table = "schema_migrations"
    /// Stands for the filling of a database from outside; migrations begin at 1.
    static let fillingNumber = 0

    /// One migration that was begun, and perhaps ended.
    struct Entry {
        let name: String
        /// SHA-256 of the file's bytes, in hex.
        let checksum: String
        let isComplete: Bool
        /// How many of its statements have run.
        let statements: Int
    }

    private let connection: Connection
    let entries: [Int: Entry]

    /// Reads the history; a database without the table has none.
    init(of connection: Connection) throws(DatabaseError) {
        self.connection = connection
        guard try Self.exists(in: connection) else {
            entries = [:]
            return
        }
        let rows = try connection.query(
            """
            SELECT number, name, checksum, applied_at IS NOT NULL, statements
            FROM schema_migrations
            """
        ) { row in
            (
                try row.next(as: Int.self),
                Entry(
                    name: try row.next(),
                    checksum: try row.next(),
                    isComplete: try row.next(),
                    statements: try row.next()
                )
            )
        }
        entries = Dictionary(rows) { first, _ in first }
    }

    /// How tables are written that say nothing else. The schema says it once, here, and not the
    /// server's settings, nor whoever made the database.
    private static let collation = "utf8mb4_general_ci"

    static func create(in connection: Connection) throws(DatabaseError) {
        let collation = try connection.first("SELECT @@collation_database") { row in
            try row.next(as: String.self)
        }
        if collation != Self.collation {
            try connection.run(
                script: "ALTER DATABASE CHARACTER SET utf8mb4 COLLATE \(Self.collation);"
            )
        }
        try connection.run(
            script: """
                CREATE TABLE IF NOT EXISTS schema_migrations (
                    number INT UNSIGNED NOT NULL PRIMARY KEY,
                    name VARCHAR(191) NOT NULL,
                    checksum CHAR(64) CHARACTER SET ascii NOT NULL,
                    applied_at DATETIME(6) NULL COMMENT 'NULL: begun, not ended',
                    milliseconds INT UNSIGNED NULL,
                    statements INT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'how many have run'
                ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
                """
        )
    }

    func checksum(of migration: Migration) throws(DatabaseError) -> String {
        try connection.first("SELECT SHA2(\(migration.text), 256)") { try $0.next() } ?? ""
    }

    func begin(_ migration: Migration) throws(DatabaseError) {
        try connection.execute(
            """
            INSERT INTO schema_migrations (number, name, checksum)
            VALUES (\(migration.number), \(migration.name), SHA2(\(migration.text), 256))
            """
        )
    }

    /// Runs one statement and counts it.
    func run(
        _ statement: Script.Statement,
        at index: Int,
        of migration: Migration
    ) throws(DatabaseError) {
        try connection.run(statement)
        try connection.execute(
            """
            UPDATE schema_migrations SET statements = \(index + 1)
            WHERE number = \(migration.number)
            """
        )
    }

    func end(_ migration: Migration, after duration: Duration) throws(DatabaseError) {
        let milliseconds = duration / .milliseconds(1)
        try connection.execute(
            """
            UPDATE schema_migrations
            SET applied_at = UTC_TIMESTAMP(6), milliseconds = \(Int(milliseconds))
            WHERE number = \(migration.number)
            """
        )
    }

    func mark(asBeingFilled isBeingFilled: Bool) throws(DatabaseError) {
        let number = Self.fillingNumber
        if isBeingFilled {
            try connection.execute(
                """
                INSERT INTO schema_migrations (number, name, checksum)
                VALUES (\(number), 'being filled', '')
                """
            )
        } else {
            try connection.execute("DELETE FROM schema_migrations WHERE number = \(number)")
        }
    }

    func forget(_ migration: Migration) throws(DatabaseError) {
        try connection.execute(
            "DELETE FROM schema_migrations WHERE number = \(migration.number)"
        )
    }

    private static func exists(in connection: Connection) throws(DatabaseError) -> Bool {
        let found = try connection.first(
            """
            SELECT COUNT(*) FROM information_schema.tables
            WHERE table_schema = DATABASE() AND table_name = \(table)
            """
        ) { try $0.next(as: Bool.self) }
        return found ?? false
    }
}
