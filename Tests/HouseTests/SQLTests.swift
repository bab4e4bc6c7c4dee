import Testing

/// SQL has one home, and two of its statements have none.
struct SQLTests {
    @Test(arguments: House.sources)
    func `SQL is said only by Storage and MariaDB`(_ file: House.File) {
        guard !["Storage", "MariaDB"].contains(file.room) else { return }
        let words = ["SELECT ", "INSERT ", "UPDATE ", "DELETE ", "CREATE ", "TRANSACTION"]
        let statement =
            /\b(SELECT|INSERT INTO|UPDATE \w+ SET|DELETE FROM|CREATE TABLE|START TRANSACTION)\s/
        // Lines with their literals, because that is where SQL would be.
        let places = file.places(in: file.lines, mentioning: words) { line in
            line.contains(statement)
        }
        #expect(places.isEmpty, "\(places): a statement belongs into Storage")
    }

    @Test(arguments: House.sources + House.files(under: "schema", [".sql"]))
    func `nothing is dropped or replaced in silence`(_ file: House.File) {
        let banned = /\b(INSERT\s+(LOW_PRIORITY\s+)?IGNORE|REPLACE\s+INTO|UPDATE\s+IGNORE)\b/
            .ignoresCase()
        let words = ["ignore", "IGNORE", "Ignore", "replace", "REPLACE", "Replace"]
        let places = file.places(in: file.lines, mentioning: words) { line in
            line.contains(banned)
        }
        #expect(
            places.isEmpty,
            "\(places): INSERT IGNORE stores what it should refuse, REPLACE deletes rows of others"
        )
    }

    @Test(arguments: House.sources)
    func `MariaDB knows none of our tables`(_ file: House.File) throws {
        guard file.room == "MariaDB" else { return }
        let migrations = House.files(under: "schema/migrations", [".sql"])
        let names = migrations.flatMap(\.lines).compactMap { line in
            line.firstMatch(of: /CREATE TABLE (\w+)/).map { match in String(match.1) }
        }
        #expect(!names.isEmpty, "no tables were found in schema/migrations")
        let places = file.places(in: file.lines, mentioning: names) { line in
            names.contains { name in
                line.contains("FROM \(name)") || line.contains("INTO \(name)")
                    || line.contains("UPDATE \(name)")
            }
        }
        #expect(places.isEmpty, "\(places): the MariaDB room is not to know our tables")
    }
}
