/// The present schema as text: what `schema/schema.sql` holds and what a test compares it with.
///
/// It is a `Script` that makes the same schema in an empty database. Everything is sorted by name;
/// AUTO_INCREMENT counters, definers and the migrations' own table are left out, because they
/// tell about a database and not about the schema.
package struct SchemaDump {
    private let connection: Connection

    package init(of connection: Connection) {
        self.connection = connection
    }

    package func text() throws(DatabaseError) -> String {
        var parts = ["-- The present schema, generated from the migrations: do not edit.\n"]
        parts.append("SET foreign_key_checks = 0;\n")
        parts += try tables().map { "\($0);\n" }
        parts += try routines().map { "\($0);\n" }
        parts += try triggers().map { "\($0);\n" }
        parts += try views().map { "\($0);\n" }
        parts.append("SET foreign_key_checks = 1;\n")
        return parts.joined(separator: "\n")
    }

    private func tables() throws(DatabaseError) -> [String] {
        let names = try names(
            """
            SELECT table_name FROM information_schema.tables
            WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE'
                AND table_name <> \(MigrationHistory.table)
            ORDER BY table_name
            """
        )
        return try show("TABLE", names, column: 1).map(\.withoutCounter)
    }

    private func views() throws(DatabaseError) -> [String] {
        let names = try names(
            """
            SELECT table_name FROM information_schema.views
            WHERE table_schema = DATABASE() ORDER BY table_name
            """
        )
        return try show("VIEW", names, column: 1).map(\.withoutDefiner)
    }

    private func routines() throws(DatabaseError) -> [String] {
        var routines: [String] = []
        for kind in ["FUNCTION", "PROCEDURE"] {
            let names = try names(
                """
                SELECT routine_name FROM information_schema.routines
                WHERE routine_schema = DATABASE() AND routine_type = \(kind) ORDER BY routine_name
                """
            )
            routines += try show(kind, names, column: 2).map(\.withoutDefiner)
        }
        return routines
    }

    private func triggers() throws(DatabaseError) -> [String] {
        let names = try names(
            """
            SELECT trigger_name FROM information_schema.triggers
            WHERE trigger_schema = DATABASE() ORDER BY trigger_name
            """
        )
        return try show("TRIGGER", names, column: 2).map(\.withoutDefiner)
    }

    private func names(_ query: SQL) throws(DatabaseError) -> [String] {
        try connection.query(query) { try $0.next() }
    }

    private func show(
        _ kind: String,
        _ names: [String],
        column: Int
    ) throws(DatabaseError) -> [String] {
        var texts: [String] = []
        for name in names {
            let statement = SQL(verbatim: "SHOW CREATE \(kind) \(name.quotedAsName)")
            let text = try connection.first(statement) { row in
                for _ in 0..<column { _ = try row.next(as: Value.self) }
                return try row.next(as: String.self)
            }
            texts.append(text ?? "")
        }
        return texts
    }
}

extension String {
    /// As a name in a statement.
    var quotedAsName: String {
        "`" + split(separator: "`", omittingEmptySubsequences: false).joined(separator: "``") + "`"
    }

    /// Without ` AUTO_INCREMENT=42` in the line that closes a table.
    fileprivate var withoutCounter: String {
        var lines = split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard let closing = lines.popLast() else { return self }
        let options = closing.split(separator: " ").filter { !$0.hasPrefix("AUTO_INCREMENT=") }
        return (lines + [options.joined(separator: " ")]).joined(separator: "\n")
    }

    /// Without `` DEFINER=`user`@`host` ``: who migrates defines.
    fileprivate var withoutDefiner: String {
        guard let start = firstRange(of: " DEFINER=`") else { return self }
        var quotes = 1
        var end = start.upperBound
        while quotes < 4, end < endIndex {
            if self[end] == "`" { quotes += 1 }
            end = index(after: end)
        }
        return String(self[..<start.lowerBound] + self[end...])
    }
}
