import Testing

/// The MariaDB room is for any program; what is ours is in Storage.
struct SQLTests {
    @Test
    func `MariaDB knows none of our tables`() {
        let tables = House.files(under: "schema/migrations", [".sql"]).flatMap(\.lines)
            .compactMap { line in
                line.firstMatch(of: /CREATE TABLE (\w+)/).map { match in String(match.1) }
            }
        #expect(tables.count > 10, "the tables were not found in schema/migrations")
        let phrases = tables.flatMap { table in
            ["FROM \(table)", "INTO \(table)", "UPDATE \(table)"]
        }
        for file in House.sources where file.room == "MariaDB" {
            for phrase in phrases where file.mentions(phrase) {
                Issue.record("\(file.path): “\(phrase)”: that table is Storage's")
            }
        }
    }
}
