import MariaDB
import Support
import Testing

@Suite struct ConnectionTests {
    private let connection: Connection

    init() throws {
        connection = try Connection(MariaDBServer.freshDatabase())
        try connection.run(
            script: """
                CREATE TABLE things (id BIGINT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(20) UNIQUE,
                    size INT);
                """
        )
    }

    @Test func `what was written is read`() throws {
        let outcome = try connection.execute(
            "INSERT INTO things (name, size) VALUES (\("a"), \(3))"
        )
        #expect(outcome == Outcome(affectedRows: 1, lastInsertID: 1))
        let rows = try connection.query("SELECT id, name, size FROM things WHERE size = \(3)") {
            (try $0.next(as: Int64.self), try $0.next(as: String.self), try $0.next(as: Int?.self))
        }
        #expect(rows.count == 1)
        #expect(rows[0] == (1, "a", 3))
    }
}
