import Foundation
import MariaDB
import Support
import Testing

@testable import Backup

/// A backup out of one database and into another.
@Suite struct BackupRoundTests {
    private static let schema = """
        CREATE TABLE things (
            id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
            name VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
            code CHAR(3) CHARACTER SET ascii NULL,
            amount DECIMAL(19, 4) NULL,
            share DOUBLE NULL,
            at DATETIME(6) NULL,
            on_day DATE NULL,
            kind ENUM ('a', 'b') NULL,
            body LONGBLOB NULL,
            length INT AS (LENGTH(body)) VIRTUAL
        );
        CREATE TABLE parts (
            thing BIGINT UNSIGNED NOT NULL PRIMARY KEY,
            FOREIGN KEY (thing) REFERENCES things (id)
        );
        CREATE TABLE nothing (id INT PRIMARY KEY);
        CREATE TABLE passing (id INT PRIMARY KEY) ENGINE = MEMORY;
        """

    private static let names = [
        "plain", "", "o'clock", "a\\b", "two\nlines\r\n", "tab\t and \u{1A} and \u{0}", "😀 ümläut",
        "'); DROP TABLE things; --", "-- Waymark end {}",
    ]

    @Test func `every row comes back exactly as it was`() throws {
        let (original, from) = try database()
        for name in Self.names {
            try original.execute("INSERT INTO things (name) VALUES (\(name))")
        }
        try original.execute(
            """
            INSERT INTO things (code, amount, share, at, on_day, kind, body) VALUES
                ('EUR', -12345678901234.5678, 0.1, '2026-01-31 23:59:59.123456', '2026-02-28', 'b',
                \(Array(UInt8.min...UInt8.max)))
            """
        )
        try original.execute("INSERT INTO things (id, body) VALUES (500, \([UInt8]()))")
        try original.execute("INSERT INTO parts VALUES (500)")
        try original.execute("INSERT INTO passing VALUES (1)")
        let (copy, into) = try database()
        try copy.execute("INSERT INTO nothing VALUES (7)")
        let contents = try Self.carry(from, into)
        #expect(
            contents.trailer.rows == ["nothing": 0, "parts": 1, "things": Self.names.count + 2]
        )
        #expect(try Self.rows(of: copy) == Self.rows(of: original))
        #expect(try Self.rows(of: copy).count == Self.names.count + 2)
        try copy.execute("INSERT INTO things () VALUES ()")
        #expect(try copy.first("SELECT MAX(id) FROM things") { try $0.next(as: Int.self) } == 501)
        #expect(try copy.first("SELECT COUNT(*) FROM passing") { try $0.next(as: Int.self) } == 0)
    }

    @Test func `what is written after the beginning is not in it`() throws {
        let (original, from) = try database()
        try original.execute("INSERT INTO nothing VALUES (1)")
        let dump = try DataDump(of: from)
        try original.execute("INSERT INTO nothing VALUES (2)")
        let path = TemporaryFile.path()
        defer { TemporaryFile.remove(path) }
        let made = try BackupWriter(dump, header: TemporaryFile.header)
            .write(to: path) { _, _ in }
        #expect(made.trailer.rows["nothing"] == 1)
    }

    @Test func `a table of many statements comes back whole`() throws {
        let (original, from) = try database()
        try original.run(
            script: "INSERT INTO things (name) SELECT REPEAT('x', 200) FROM seq_1_to_5000;"
        )
        let (copy, into) = try database()
        #expect(try Self.carry(from, into).trailer.rows["things"] == 5_000)
        #expect(try Self.rows(of: copy).count == 5_000)
    }

    @Test func `a backup is never written over, and nothing is left of one that failed`() throws {
        let (_, from) = try database()
        let path = TemporaryFile.path()
        defer { TemporaryFile.remove(path) }
        try Data("precious".utf8).write(to: URL(filePath: path))
        let writer = BackupWriter(try DataDump(of: from), header: TemporaryFile.header)
        #expect(throws: BackupFault.self) { _ = try writer.write(to: path) { _, _ in } }
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "precious")
        let gone = path + ".gone"
        try Connection(from).run(script: "DROP TABLE parts;\nDROP TABLE things;")
        #expect(throws: BackupFault.self) { _ = try writer.write(to: gone) { _, _ in } }
        #expect(!FileManager.default.fileExists(atPath: gone))
        #expect(!FileManager.default.fileExists(atPath: gone + ".part"))
    }

    private func database() throws -> (Connection, ConnectionSettings) {
        let settings = try MariaDBServer.freshDatabase()
        let connection = try Connection(settings)
        try connection.run(script: Self.schema)
        return (connection, settings)
    }

    private static func carry(
        _ from: ConnectionSettings,
        _ into: ConnectionSettings
    ) throws -> BackupReader.Contents {
        let path = TemporaryFile.path()
        defer { TemporaryFile.remove(path) }
        _ = try BackupWriter(DataDump(of: from), header: TemporaryFile.header)
            .write(to: path) { _, _ in }
        let contents = try BackupReader(path: path).check { _ in }
        let load = try DataLoad(into: into)
        try BackupReader(path: path).load(load) { _ in }
        let counted = try load.count(Array(contents.trailer.rows.keys))
        #expect(counted == contents.trailer.rows)
        return contents
    }

    private static func rows(of connection: Connection) throws -> [[Value]] {
        try connection.query(
            "SELECT id, name, code, amount, share, at, on_day, kind, body FROM things ORDER BY id"
        ) { row in
            var values: [Value] = []
            for _ in 0..<9 { values.append(try row.next()) }
            return values
        }
    }
}
