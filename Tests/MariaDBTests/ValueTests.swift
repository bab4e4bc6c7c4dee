import MariaDB
import Testing

@Suite struct ValueTests {
    private let connection: Connection

    init() throws {
        connection = try scratch()
    }

    @Test(arguments: [
        ("BIGINT", Value.int(.min)), ("BIGINT", .int(-1)), ("BIGINT", .int(.max)),
        ("BIGINT UNSIGNED", .unsigned(.max)), ("BIGINT UNSIGNED", .unsigned(0)),
        ("TINYINT", .int(-128)), ("SMALLINT UNSIGNED", .unsigned(65_535)), ("INT", .int(-1)),
        ("MEDIUMINT", .int(-8_388_608)), ("YEAR", .unsigned(2_025)), ("DOUBLE", .double(-0.1)),
        ("FLOAT", .double(0.5)), ("DECIMAL(30,10)", .decimal("-12345678901234567890.0123456789")),
        ("VARCHAR(20)", .text("")), ("VARCHAR(20)", .text("Ærøskøbing 😀")),
        ("LONGTEXT", .text("line\n\"quoted\"\0\\ it's")),
        ("VARCHAR(9) CHARACTER SET latin1", .text("é")),
        ("JSON", .text(#"{"a":"é"}"#)), ("ENUM('a', 'b')", .text("b")), ("TIME", .text("23:59:59")),
        ("BINARY(3)", .bytes([0, 255, 10])), ("LONGBLOB", .bytes([])),
        ("VARBINARY(9)", .bytes([0xC3, 0x28])), ("BIT(9)", .bytes([1, 0])),
        ("DATETIME(6)", .instant(microseconds: 1_700_000_000_123_456)),
        ("DATETIME(6)", .instant(microseconds: -1)), ("DATETIME(6)", .instant(microseconds: 0)),
        ("TIMESTAMP(6)", .instant(microseconds: 1_700_000_000_123_456)),
        ("DATE", .instant(microseconds: 951_782_400_000_000)),
    ])
    func `a value comes back from its column as it went`(column: String, value: Value) throws {
        try connection.run(script: "CREATE TABLE kept (value \(column));")
        try connection.execute("INSERT INTO kept VALUES (\(value)), (NULL)")
        let read = try connection.query("SELECT value FROM kept") { try $0.next(as: Value.self) }
        #expect(read == [value, .null])
    }

    @Test(arguments: [
        ("0000-01-01 00:00:00.000000", -62_167_219_200_000_000),
        ("1969-12-31 23:59:59.999999", -1),
        ("1970-01-01 00:00:00.000000", 0),
        ("2000-02-29 12:30:45.000001", 951_827_445_000_001),
        ("2023-03-01 00:00:00.000000", 1_677_628_800_000_000),
        ("2024-02-29 23:59:59.999999", 1_709_251_199_999_999),
        ("2100-03-01 00:00:00.000000", 4_107_542_400_000_000),
        ("9999-12-31 23:59:59.999999", 253_402_300_799_999_999),
    ])
    func `an instant is the server's own reckoning`(text: String, microseconds: Int64) throws {
        let written = try connection.first(
            "SELECT CAST(\(Microseconds(microseconds)) AS CHAR), CAST(\(text) AS DATETIME(6))"
        ) { (try $0.next(as: String.self), try $0.next(as: Microseconds.self)) }
        #expect(written?.0.hasPrefix(text.prefix(19)) == true)
        #expect(written?.1 == Microseconds(microseconds))
    }

    @Test(arguments: [-62_167_219_200_000_001, 253_402_300_800_000_000, .min, .max])
    func `an instant that no datetime can hold is refused`(microseconds: Int64) throws {
        #expect(throws: DatabaseError.self) {
            try connection.execute("SELECT \(Microseconds(microseconds))")
        }
    }

    @Test func `large values are never cut short, whatever came before`() throws {
        try connection.run(
            script: "CREATE TABLE kept (id INT PRIMARY KEY, a LONGBLOB, b LONGTEXT);"
        )
        let blob = (0..<5 << 20).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let text = String(repeating: "😀", count: 500_000)
        for (id, values) in [([UInt8](), ""), (blob, text), ([7], "x")].enumerated() {
            try connection.execute("INSERT INTO kept VALUES (\(id), \(values.0), \(values.1))")
        }
        let read = try connection.query("SELECT a, b FROM kept ORDER BY id") {
            (try $0.next(as: [UInt8].self), try $0.next(as: String.self))
        }
        #expect(read.map(\.0) == [[], blob, [7]])
        #expect(read.map(\.1) == ["", text, "x"])
    }

    @Test func `a value that no packet can hold is refused and the connection lives`() throws {
        let bytes = [UInt8](repeating: 1, count: 16 << 20)
        let error = #expect(throws: DatabaseError.self) {
            try connection.execute("SELECT LENGTH(\(bytes))")
        }
        #expect(error?.isTransient == false)
        let length = bytes.count - (80 << 10)
        let query: SQL = "SELECT LENGTH(\(Array(bytes.prefix(length))))"
        #expect(try connection.count(query) == length)
    }

    @Test func `a column read as something else is named`() throws {
        let error = #expect(throws: DatabaseError.self) {
            try connection.query("SELECT 1 AS one, 'x' AS letter") { row in
                _ = try row.next(as: Int.self)
                return try row.next(as: Int.self)
            }
        }
        #expect(error?.message == "column 2 (letter) is text, which cannot be read as Int")
        #expect(try connection.count("SELECT 1") == 1)
    }

    @Test func `null is read into an optional only, and there is no column past the last`() throws {
        #expect(throws: DatabaseError.self) {
            try connection.first("SELECT NULL") { try $0.next(as: Int.self) }
        }
        let null = try connection.first("SELECT NULL") { try $0.next(as: String?.self) }
        #expect(null == .some(nil))
        #expect(throws: DatabaseError.self) {
            try connection.first("SELECT 1") { row in
                _ = try row.next(as: Int.self)
                return try row.next(as: Int.self)
            }
        }
    }

    @Test func `sums of integers are read as integers, exactly or not at all`() throws {
        let sums = try connection.first("SELECT SUM(2), COUNT(*), AVG(1), 300") { row in
            (
                try row.next(as: Int.self), try row.next(as: UInt8.self),
                try row.next(as: Double.self), try row.next(as: UInt16.self)
            )
        }
        #expect(sums.map { [Double($0.0), Double($0.1), $0.2, Double($0.3)] } == [2, 1, 1, 300])
        for query in ["SELECT 300", "SELECT -1", "SELECT 1.5"] as [SQL] {
            #expect(throws: DatabaseError.self) {
                try connection.first(query) { try $0.next(as: UInt8.self) }
            }
        }
    }

    @Test func `only 0 and 1 are a bool`() throws {
        let pair = try connection.first("SELECT \(true), \(false)") {
            (try $0.next(as: Bool.self), try $0.next(as: Bool.self))
        }
        #expect(pair.map { $0.0 && !$0.1 } == true)
        #expect(throws: DatabaseError.self) {
            try connection.first("SELECT 2") { try $0.next(as: Bool.self) }
        }
    }

    @Test func `a column that changed its type is read by its new one`() throws {
        try connection.run(script: "CREATE TABLE kept (value INT);\nINSERT INTO kept VALUES (5);")
        let query: SQL = "SELECT value FROM kept"
        #expect(try connection.query(query) { try $0.next(as: Value.self) } == [.int(5)])
        try connection.run(script: "ALTER TABLE kept MODIFY value VARCHAR(20);")
        #expect(try connection.query(query) { try $0.next(as: Value.self) } == [.text("5")])
    }
}
