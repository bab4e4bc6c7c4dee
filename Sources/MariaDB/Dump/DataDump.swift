/// Every row of a database as SQL text, out of one consistent snapshot.
///
/// The server itself writes each row as a tuple of literals, so no column type is read here and
/// nothing is rounded; rows pass through one at a time, whatever a table's size. The schema is not
/// in it: migrations make that. Each row is one line, and a statement ends after a few hundred
/// kilobytes, so a reader needs little memory too.
package final class DataDump {
    /// What is dumped of a table.
    package struct Table: Sendable, Hashable {
        package let name: String
        let columns: [Column]
        /// What the next row would be numbered; nil where rows are not numbered.
        let nextNumber: UInt64?
    }

    struct Column: Sendable, Hashable {
        let name: String
        let type: String
    }

    /// What makes a session take the text: the first line of every dump.
    package static let preamble =
        "SET NAMES utf8mb4, foreign_key_checks = 0, unique_checks = 0, "
        + "time_zone = '+00:00', sql_mode = 'STRICT_ALL_TABLES,NO_AUTO_VALUE_ON_ZERO';"

    /// Tables with rows that outlive a restart, by name, but for the migrations' own.
    package let tables: [Table]

    private static let statementBytes = 256 << 10
    private let connection: Connection

    /// Begins the snapshot: what is committed later is not in it.
    package init(of settings: ConnectionSettings) throws(DatabaseError) {
        var settings = settings
        settings.readTimeout = 0
        connection = try Connection(settings)
        // A slow disk behind the reader must not look like a reader that went away.
        try connection.run(
            script: """
                SET SESSION net_write_timeout = 3600;
                SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ;
                START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY;
                """
        )
        tables = try DataDump.tables(of: connection)
    }

    /// Hands over a table's text, in pieces that end with a line, and tells how many rows it has.
    ///
    /// After an error that `take` throws the dump is of no more use.
    package func write<Failure: DatabaseFailure>(
        _ table: Table,
        to take: ([UInt8]) throws(Failure) -> Void
    ) throws(Failure) -> Int {
        var text = RowText(table)
        try take(text.opening)
        var failure: Failure?
        do {
            _ = try connection.query(table.query) { row in
                if let full = text.add(try row.next(), limit: DataDump.statementBytes) {
                    do throws(Failure) {
                        try take(full)
                    } catch {
                        failure = error
                        throw DatabaseError(misuse: "the dump was given up")
                    }
                }
            }
        } catch {
            throw failure ?? Failure(error)
        }
        try take(text.closing())
        return text.rowCount
    }

    private static func tables(of connection: Connection) throws(DatabaseError) -> [Table] {
        let rows: [(String, UInt64?, Column)] = try connection.query(
            """
            SELECT t.table_name, t.auto_increment, c.column_name, c.data_type
            FROM information_schema.tables t JOIN information_schema.columns c
                ON c.table_schema = t.table_schema AND c.table_name = t.table_name
            WHERE t.table_schema = DATABASE() AND t.table_type = 'BASE TABLE'
                AND t.engine <> 'MEMORY' AND c.is_generated = 'NEVER'
                AND t.table_name <> \(MigrationHistory.table)
            ORDER BY t.table_name, c.ordinal_position
            """
        ) { row in
            let name: String = try row.next()
            let number: UInt64? = try row.next()
            return (name, number, Column(name: try row.next(), type: try row.next()))
        }
        let columns = Dictionary(grouping: rows, by: \.0)
        return columns.sorted { $0.key < $1.key }.map { name, rows in
            Table(name: name, columns: rows.map(\.2), nextNumber: rows.first?.1)
        }
    }
}

extension DataDump.Table {
    /// One column: the row's tuple. As bytes, because texts in it are in several character sets.
    fileprivate var query: SQL {
        let literals = columns.map(\.literal).joined(separator: ", ',', ")
        let tuple = "CAST(CONCAT('(', \(literals), ')') AS BINARY)"
        return SQL(verbatim: "SELECT \(tuple) FROM \(name.quotedAsName)")
    }
}

extension DataDump.Column {
    /// What makes the server write the column's value as a literal.
    fileprivate var literal: String {
        let column = name.quotedAsName
        return switch type {
        case "tinyint", "smallint", "mediumint", "int", "bigint", "decimal", "float", "double",
            "year":
            "IFNULL(\(column), 'NULL')"
        case "bit": "IFNULL(\(column) + 0, 'NULL')"
        case "binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob":
            "IF(\(column) IS NULL, 'NULL', CONCAT('X''', HEX(\(column)), ''''))"
        default: "CONVERT(QUOTE(\(column)) USING utf8mb4)"
        }
    }
}

/// The statements of one table as they grow, row by row.
private struct RowText {
    let opening: [UInt8]
    private(set) var rowCount = 0

    private let head: [UInt8]
    private let counter: String
    private var text: [UInt8] = []

    init(_ table: DataDump.Table) {
        let name = table.name.quotedAsName
        let columns = table.columns.map(\.name.quotedAsName).joined(separator: ", ")
        // Some tables are filled by the migrations themselves.
        opening = Array("DELETE FROM \(name);\n".utf8)
        head = Array("INSERT INTO \(name) (\(columns)) VALUES\n".utf8)
        counter = table.nextNumber.map { "ALTER TABLE \(name) AUTO_INCREMENT = \($0);\n" } ?? ""
    }

    /// Takes a row; hands over the statement that it completes, once that is long enough.
    mutating func add(_ row: [UInt8], limit: Int) -> [UInt8]? {
        rowCount += 1
        text += text.isEmpty ? head : Array(",\n".utf8)
        if row.contains(UInt8(ascii: "\n")) {
            text += row.flatMap { $0 == UInt8(ascii: "\n") ? Array(#"\n"#.utf8) : [$0] }
        } else {
            text += row
        }
        return text.count < limit ? nil : complete()
    }

    /// What is left, and the table's counter.
    mutating func closing() -> [UInt8] {
        (text.isEmpty ? [] : complete()) + Array(counter.utf8)
    }

    private mutating func complete() -> [UInt8] {
        defer { text.removeAll(keepingCapacity: true) }
        return text + Array(";\n".utf8)
    }
}
