/// Puts the rows of a dump into a database that has their tables.
///
/// Line by line, one statement at a time: what is in memory is one statement. A line that no dump
/// has is refused, so that a file can fill tables and do nothing else.
package final class DataLoad {
    private let connection: Connection
    private let known: Set<String>
    private var lineNumber = 0
    /// The table whose statement is being read, with its text so far.
    private var table: String?
    private var text: [UInt8] = []

    /// - Parameter settings: of an account that may change the schema.
    package init(into settings: ConnectionSettings) throws(DatabaseError) {
        var settings = settings
        settings.readTimeout = 0
        connection = try Connection(settings)
        try connection.run(script: DataDump.preamble)
        let names: [String] = try connection.query(
            """
            SELECT table_name FROM information_schema.tables
            WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE'
                AND table_name <> \(MigrationHistory.table)
            """
        ) { try $0.next() }
        known = Set(names)
    }

    /// Takes the next line, without its end.
    package func take(_ line: ArraySlice<UInt8>) throws(DatabaseError) {
        lineNumber += 1
        switch (DumpLine(line), table) {
        case (.remark, nil): break
        case (.statement(let table), nil):
            try check(table)
            try connection.run(text: line)
        case (.opening(let table), nil):
            try check(table)
            self.table = table
            text = line + [UInt8(ascii: "\n")]
        case (.row(let isLast), _?):
            text += line
            if isLast { try complete() }
        default:
            throw DatabaseError(misuse: "line \(lineNumber) is not one that a dump has")
        }
    }

    /// Notes the end of the dump, which may not come within a statement.
    package func finish() throws(DatabaseError) {
        guard table == nil else {
            throw DatabaseError(misuse: "the dump ends within a statement")
        }
    }

    /// How many rows these tables have now, counted one by one.
    package func count(_ tables: [String]) throws(DatabaseError) -> [String: Int] {
        var counts: [String: Int] = [:]
        for table in tables where known.contains(table) {
            let query = SQL(verbatim: "SELECT COUNT(*) FROM \(table.quotedAsName)")
            counts[table] = try connection.first(query) { try $0.next() }
        }
        return counts
    }

    private func check(_ table: String) throws(DatabaseError) {
        guard known.contains(table) else {
            throw DatabaseError(misuse: "line \(lineNumber): the schema has no table \(table)")
        }
    }

    private func complete() throws(DatabaseError) {
        try connection.run(text: text.dropLast())
        table = nil
        text.removeAll(keepingCapacity: true)
    }
}
