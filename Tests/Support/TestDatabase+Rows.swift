package import Domain
package import MariaDB
internal import Storage

extension TestDatabase {
    /// How many rows a query counts, seen by root: `SELECT COUNT(*) …`.
    package func count(_ query: SQL) throws -> Int {
        let count: (Int)? = try Database(root).row(query)
        guard let count else { throw TestFault("\(query.text) counts nothing") }
        return count
    }

    /// All that an organisation has, in a form that tells any change of it but when it was last
    /// seen.
    package func fingerprint(of organisation: Organisation.ID) throws -> [String] {
        let connection = try MariaDB.Connection(root)
        let tables: [(String, String)] = try connection.query(
            """
            SELECT c.table_name, GROUP_CONCAT('`', c.column_name, '`' ORDER BY c.ordinal_position)
            FROM information_schema.columns c
            JOIN information_schema.tables t
                ON t.table_schema = c.table_schema AND t.table_name = c.table_name
            WHERE c.table_schema = DATABASE() AND t.table_type = 'BASE TABLE'
                AND c.column_name NOT IN ('seen_at', 'last_used_at')
            GROUP BY c.table_name HAVING SUM(c.column_name = 'organisation_id') > 0
            ORDER BY c.table_name
            """
        ) { (try $0.next(as: String.self), try $0.next(as: String.self)) }
        try connection.run(script: "CREATE TEMPORARY TABLE prints (line VARCHAR(200));")
        for (table, columns) in tables {
            try connection.run(
                script: """
                    INSERT INTO prints SELECT CONCAT('\(table) ', COUNT(*), '/',
                        COALESCE(SUM(CRC32(CONCAT_WS('|', \(columns)))), 0))
                    FROM `\(table)` WHERE organisation_id = \(organisation.text);
                    """
            )
        }
        return try connection.query("SELECT line FROM prints") { try $0.next(as: String.self) }
    }
}
