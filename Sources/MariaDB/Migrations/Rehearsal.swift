/// What a pending migration would do to a database as it is now.
package struct Rehearsal: Sendable, Hashable {
    package struct Step: Sendable, Hashable {
        /// The statement's first line.
        package let headline: String
        /// The tables that it names and that have rows, the largest first.
        package let tables: [TableSize]
    }

    /// What a table holds, by the server's own estimate.
    package struct TableSize: Sendable, Hashable {
        package let name: String
        package let rows: Int
        /// With its indexes.
        package let bytes: Int
    }

    package let migration: Migration
    package let steps: [Step]

    init(_ migration: Migration, at sizes: [TableSize]) throws(DatabaseError) {
        self.migration = migration
        steps = try Script(migration.text).statements.map { statement in
            let words = Set(statement.text.split { !$0.isLetter && !$0.isNumber && $0 != "_" })
            return Step(
                headline: String(statement.text.prefix { !$0.isNewline }),
                tables: sizes.filter { words.contains(Substring($0.name)) }
            )
        }
    }

    /// The tables that have rows, the largest first.
    static func sizes(in connection: Connection) throws(DatabaseError) -> [TableSize] {
        try connection.query(
            """
            SELECT table_name, table_rows, data_length + index_length
            FROM information_schema.tables
            WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE' AND table_rows > 0
            ORDER BY data_length + index_length DESC
            """
        ) { row in
            TableSize(name: try row.next(), rows: try row.next(), bytes: try row.next())
        }
    }
}
