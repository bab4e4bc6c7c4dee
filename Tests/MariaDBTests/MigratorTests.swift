import MariaDB
import Support
import Testing

@Suite struct MigratorTests {
    private let settings: ConnectionSettings
    private let connection: Connection

    private static let first = ("0001_shelves.sql", "CREATE TABLE shelves (id INT PRIMARY KEY);")
    private static let second = (
        "0002_books.sql",
        """
        -- Books stand on shelves.
        CREATE TABLE books (id INT PRIMARY KEY);

        INSERT INTO shelves VALUES (1);
        """
    )
    private static let broken = (
        "0003_broken.sql", "CREATE TABLE chairs (id INT);\n\nCREATE TABLE books (id INT);"
    )

    init() throws {
        settings = try MariaDBServer.freshDatabase()
        connection = try Connection(settings)
    }

    @Test func `what is pending is applied once and in order`() throws {
        let migrator = try migrator(Self.first, Self.second)
        #expect(try migrator.pending(at: settings).map(\.number) == [1, 2])
        var steps: [String] = []
        try migrator.apply(at: settings) { migration, _ in steps.append(migration.name) }
        #expect(steps == ["0001_shelves", "0002_books"])
        #expect(try migrator.pending(at: settings) == [])
        try migrator.apply(at: settings) { migration, _ in steps.append(migration.name) }
        #expect(steps.count == 2)
        let kept = try connection.query(
            """
            SELECT number, name, checksum, applied_at IS NOT NULL, milliseconds IS NOT NULL, statements
            FROM schema_migrations ORDER BY number
            """
        ) { row in
            "\(try row.next(as: Int.self)) \(try row.next(as: String.self)) "
                + "\(try row.next(as: String.self).prefix(8)) \(try row.next(as: Bool.self)) "
                + "\(try row.next(as: Bool.self)) \(try row.next(as: Int.self))"
        }
        #expect(
            kept == ["1 0001_shelves 4d4e148a true true 1", "2 0002_books 704a88ef true true 2"]
        )
    }

    @Test func `a rehearsal names statements and the tables that they touch, and does nothing`()
        throws
    {
        try migrator(Self.first).apply(at: settings)
        try connection.run(
            script: "INSERT INTO shelves VALUES (1), (2);\nANALYZE TABLE shelves;"
        )
        let rehearsals = try migrator(Self.first, Self.second).rehearse(at: settings)
        #expect(rehearsals.map(\.migration.name) == ["0002_books"])
        let steps = try #require(rehearsals.first?.steps)
        #expect(steps.map(\.headline).first == "CREATE TABLE books (id INT PRIMARY KEY)")
        #expect(steps.first?.tables == [])
        #expect(steps.last?.tables.map(\.name) == ["shelves"])
        #expect(steps.last?.tables.first?.rows == 2)
        #expect(try migrator(Self.first, Self.second).pending(at: settings).count == 1)
    }

    @Test func `a later version goes on where an earlier one ended`() throws {
        try migrator(Self.first).apply(at: settings)
        let migrator = try migrator(Self.first, Self.second)
        #expect(try migrator.pending(at: settings).map(\.name) == ["0002_books"])
        try migrator.apply(at: settings)
        #expect(try connection.count("SELECT id FROM shelves") == 1)
    }

    @Test(arguments: [
        (["0001_a.sql", "0003_c.sql"], "migration number 2 is missing before 0003_c"),
        (["0002_b.sql"], "migration number 1 is missing before 0002_b"),
        (["0001_a.sql", "0001_b.sql"], "two migrations have the number 1: rename 0001_b"),
        (["1_a.sql"], "1_a.sql is not named like a migration: NNNN_name.sql"),
        (["0001-a.sql"], "0001-a.sql is not named like a migration: NNNN_name.sql"),
        (["0001_.sql"], "0001_.sql is not named like a migration: NNNN_name.sql"),
    ])
    func `files that make no history are refused`(names: [String], reason: String) throws {
        let error = #expect(throws: MigrationError.self) {
            try Migrator(names.map { try Migration(fileName: $0, text: "SELECT 1;") })
        }
        #expect(error?.description == reason)
    }

    @Test(arguments: [
        ("0001_shelves.sql", "CREATE TABLE shelves (id BIGINT PRIMARY KEY);"),
        ("0001_renamed.sql", "CREATE TABLE shelves (id INT PRIMARY KEY);"),
    ])
    func `a file that changed after it was applied is refused`(name: String, text: String) throws {
        try migrator(Self.first).apply(at: settings)
        let changed = try migrator((name, text), Self.second)
        try expectRefusal("is not what was applied as 0001_shelves") {
            _ = try changed.pending(at: settings)
        }
        try expectRefusal("is not what was applied") { try changed.apply(at: settings) }
        #expect(try connection.count("SELECT COUNT(*) FROM schema_migrations") == 1)
    }

    @Test func `a schema that is ahead of the program is refused`() throws {
        try migrator(Self.first, Self.second).apply(at: settings)
        let older = try migrator(Self.first)
        try expectRefusal("the database has had 0002_books") {
            _ = try older.pending(at: settings)
        }
    }

    @Test func `a migration that stops half-way is named with the way out`() throws {
        let migrator = try migrator(Self.first, Self.second, Self.broken)
        try expectRefusal("0003_broken stopped after 1 of its statements (line 3: ") {
            try migrator.apply(at: settings)
        }
        try expectRefusal("0003_broken stopped after 1 of its statements (it was begun") {
            try migrator.apply(at: settings)
        }
        try expectRefusal("DELETE FROM schema_migrations WHERE number = 3") {
            _ = try migrator.pending(at: settings)
        }
        try connection.run(
            script: """
                DROP TABLE chairs;
                DROP TABLE books;
                DELETE FROM schema_migrations WHERE number = 3;
                """
        )
        try migrator.apply(at: settings)
        #expect(try migrator.pending(at: settings) == [])
    }

    @Test(arguments: ["CREATE TABLE x (;\nCREATE TABLE y (id INT);", "CREATE TABLE x (id INT)"])
    func `a migration that fails at once leaves nothing and may be tried again`(
        text: String
    ) throws {
        try expectRefusal("0001_x failed (") {
            try migrator(("0001_x.sql", text)).apply(at: settings)
        }
        let mended = try migrator(("0001_x.sql", "CREATE TABLE x (id INT);"))
        try mended.apply(at: settings)
        #expect(try mended.pending(at: settings) == [])
    }

    @Test func `a statement may take longer than the settings allow`() throws {
        var hasty = settings
        hasty.readTimeout = 1
        try migrator(("0001_slow.sql", "DO SLEEP(1.5);")).apply(at: hasty)
        #expect(try connection.count("SELECT milliseconds >= 1500 FROM schema_migrations") == 1)
    }

    @Test func `two processes do not migrate at once`() throws {
        let holder = try Connection(settings)
        let name = "SELECT GET_LOCK(CONCAT('waymark schema ', MD5(DATABASE())), 0)" as SQL
        #expect(try holder.count(name) == 1)
        let migrator = try migrator(Self.first)
        try expectRefusal("another process migrates this database") {
            try migrator.apply(at: settings)
        }
    }

    private func migrator(_ files: (name: String, text: String)...) throws -> Migrator {
        try Migrator(files.map { try Migration(fileName: $0.name, text: $0.text) })
    }

    private func expectRefusal(_ part: String, _ work: () throws -> Void) throws {
        let error = #expect(throws: MigrationError.self, performing: work)
        #expect(error?.description.contains(part) == true, "\(error.map(\.description) ?? "")")
    }
}
