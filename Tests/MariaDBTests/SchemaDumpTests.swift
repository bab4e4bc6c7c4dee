import Foundation
import MariaDB
import Support
import Testing

@Suite struct SchemaDumpTests {
    private static let script = """
        CREATE TABLE shelves (id INT AUTO_INCREMENT PRIMARY KEY, label VARCHAR(30) NOT NULL
            DEFAULT 'a AUTO_INCREMENT=7 b');
        CREATE TABLE books (id INT PRIMARY KEY, shelf INT NOT NULL, title TEXT COMMENT 'it''s',
            FOREIGN KEY (shelf) REFERENCES shelves (id));
        INSERT INTO shelves () VALUES (), ();
        CREATE FUNCTION shelf() RETURNS INT DETERMINISTIC RETURN @shelf;
        CREATE PROCEDURE choose(IN wanted INT)
        BEGIN
            SET @shelf = wanted;
        END;
        CREATE TRIGGER titles BEFORE INSERT ON books FOR EACH ROW
            SET NEW.title = TRIM(NEW.title);
        CREATE VIEW own_books AS SELECT * FROM books WHERE shelf = shelf()
            WITH CASCADED CHECK OPTION;
        """

    @Test func `the dump makes the same schema again`() throws {
        let original = try Connection(MariaDBServer.freshDatabase())
        try original.run(script: Self.script)
        let text = try SchemaDump(of: original).text()
        let copy = try Connection(MariaDBServer.freshDatabase())
        try copy.run(script: text)
        #expect(try SchemaDump(of: copy).text() == text)
        try copy.run(
            script: """
                INSERT INTO shelves VALUES (5, 'x');
                INSERT INTO books VALUES (1, 5, ' title ');
                CALL choose(5);
                """
        )
        let title = try copy.first("SELECT title FROM own_books") { try $0.next(as: String.self) }
        #expect(title == "title")
    }

    @Test func `the dump tells of the schema and not of the database`() throws {
        let connection = try Connection(MariaDBServer.freshDatabase())
        let settings = try MariaDBServer.freshDatabase()
        try Migrator([Migration(fileName: "0001_all.sql", text: Self.script)]).apply(at: settings)
        try connection.run(script: Self.script)
        try connection.execute("INSERT INTO shelves () VALUES ()")
        let text = try SchemaDump(of: connection).text()
        #expect(try SchemaDump(of: Connection(settings)).text() == text)
        for word in ["DEFINER=", "root", "schema_migrations", "waymark_test", "AUTO_INCREMENT=3"] {
            #expect(!text.contains(word), "\(word)")
        }
        #expect(text.contains("DEFAULT 'a AUTO_INCREMENT=7 b'"))
        #expect(text.contains("SQL SECURITY DEFINER VIEW `own_books`"))
        let books = try #require(text.firstRange(of: "CREATE TABLE `books`"))
        let shelves = try #require(text.firstRange(of: "CREATE TABLE `shelves`"))
        #expect(books.lowerBound < shelves.lowerBound)
    }
}
