import MariaDB
import Support
import Testing

@Suite struct BulkTests {
    private let connection: Connection

    init() throws {
        connection = try scratch("INSERT INTO things VALUES (1, 'a', 1), (2, 'b', 2), (3, 'c', 3);")
    }

    @Test(arguments: [
        ("UPDATE things SET size = ? WHERE id = ?", [[1, 1], [7, 2], [8, 3], [8, 9]], 2),
        ("UPDATE things SET size = size + ? WHERE id <= ?", [[1, 2], [1, 3]], 5),
        ("DELETE FROM things WHERE size = ? AND id = ?", [[1, 1], [2, 2], [2, 9], [1, 3]], 2),
        ("INSERT INTO things (size, id) VALUES (?, ?)", [[1, 10], [2, 11]], 2),
        (
            "INSERT INTO things (size, id) VALUES (?, ?) ON DUPLICATE KEY UPDATE id = id",
            [[9, 1], [9, 10], [9, 2], [9, 10]], 1
        ),
        (
            "INSERT INTO things (size, id) VALUES (?, ?) ON DUPLICATE KEY UPDATE size = VALUES(size)",
            [[1, 1], [9, 2], [9, 10]], 3
        ),
    ])
    func `many rows affect what they would one by one`(
        statement: String,
        numbers: [[Int64]],
        affected: Int
    ) throws {
        let rows = numbers.map { $0.map { Value.int($0) } }
        #expect(try connection.executeMany(statement, rows: rows).affectedRows == affected)
    }

    @Test func `no rows at all do nothing`() throws {
        let outcome = try connection.executeMany("DELETE FROM things", rows: [])
        #expect(outcome.affectedRows == 0)
        #expect(try connection.count("SELECT COUNT(*) FROM things") == 3)
    }

    @Test func `every kind of value, null and not, comes back as it went`() throws {
        try connection.run(
            script: """
                CREATE TABLE kinds (number INT, a BIGINT, b BIGINT UNSIGNED, c DOUBLE, d DECIMAL(20,4),
                    e VARCHAR(10), f BLOB, g DATETIME(6));
                """
        )
        let least: [Value] = [
            .int(.min), .unsigned(.max), .double(0.1), .decimal("-12.5000"), .text("é😀"),
            .bytes([0, 255]), .instant(microseconds: -1),
        ]
        let empty: [Value] = [
            .int(0), .unsigned(0), .double(0), .decimal("0.0000"), .text(""), .bytes([]),
            .instant(microseconds: 0),
        ]
        let null = [Value](repeating: .null, count: 7)
        let sent = [least, null, empty, least, null]
        try connection.executeMany(
            "INSERT INTO kinds VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            rows: sent.enumerated().map { [.int(Int64($0))] + $1 }
        )
        let read = try connection.query("SELECT * FROM kinds ORDER BY number") { row in
            _ = try row.next(as: Int.self)
            return try (0..<7).map { _ in try row.next(as: Value.self) }
        }
        #expect(read == sent)
        try connection.executeMany(
            "INSERT INTO things (name) VALUES (?)",
            rows: [[.null], [.null]]
        )
    }

    @Test func `a column of two kinds is refused`() throws {
        let error = #expect(throws: DatabaseError.self) {
            try connection.executeMany(
                "INSERT INTO things (name) VALUES (?)",
                rows: [[.text("x")], [.null], [.int(1)]]
            )
        }
        #expect(error?.message.contains("column 1") == true)
    }

    @Test func `a set that fails leaves nothing behind`() throws {
        for statement in [
            "INSERT INTO things (id) VALUES (?)", "UPDATE things SET id = ? ORDER BY id LIMIT 1",
        ] {
            let error = #expect(throws: DatabaseError.self) {
                try connection.executeMany(statement, rows: [[.int(50)], [.int(3)], [.int(51)]])
            }
            #expect(error?.kind == .duplicateKey)
            #expect(try connection.count("SELECT SUM(id) FROM things") == 6)
        }
    }

    @Test func `a set of very many is sent in several, as one`() throws {
        let statement = "INSERT INTO things (id) VALUES (?)"
        let rows: [[Value]] = (1_000..<2_000).map { [.int($0)] }
        #expect(try connection.executeMany(statement, rows: rows).affectedRows == 1_000)
        #expect(throws: DatabaseError.self) {
            try connection.executeMany(
                statement,
                rows: (2_000..<2_900).map { [.int($0)] } + [[.int(3)]]
            )
        }
        #expect(try connection.count("SELECT COUNT(*) FROM things") == 1_003)
    }

    @Test func `a set beyond one packet is sent in several, as one`() throws {
        try connection.run(
            script: "CREATE TABLE blobs (id BIGINT AUTO_INCREMENT PRIMARY KEY, b LONGBLOB);"
        )
        let rows: [[Value]] = (0..<24).map { [.bytes([UInt8](repeating: $0, count: 1 << 20))] }
        let outcome = try connection.executeMany("INSERT INTO blobs (b) VALUES (?)", rows: rows)
        #expect(outcome == Outcome(affectedRows: 24, lastInsertID: 1))
        #expect(try connection.count("SELECT SUM(LENGTH(b)) FROM blobs") == 24 << 20)
        #expect(
            try connection.count(
                "SELECT COUNT(*) FROM blobs WHERE b = REPEAT(CHAR(id - 1), \(1 << 20))"
            ) == 24
        )
    }
}
