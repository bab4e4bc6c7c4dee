import MariaDB
import Support
import Testing

@Suite struct ConnectionTests {
    private let connection: Connection

    init() throws {
        connection = try scratch()
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

    @Test func `an update counts the rows that it really changed`() throws {
        try connection.execute("INSERT INTO things (size) VALUES (1), (2), (3)")
        let outcome = try connection.execute("UPDATE things SET size = 3")
        #expect(outcome.affectedRows == 2)
    }

    @Test func `the first row is read and the others are passed over`() throws {
        try connection.execute("INSERT INTO things (size) VALUES (1), (2), (3)")
        let smallest = try connection.first("SELECT size FROM things ORDER BY size") {
            try $0.next(as: Int.self)
        }
        #expect(smallest == 1)
        #expect(try connection.count("SELECT COUNT(*) FROM things") == 3)
        let none = try connection.first("SELECT size FROM things WHERE id = 0") {
            try $0.next(as: Int.self)
        }
        #expect(none == nil)
    }

    @Test func `rows that execute does not want leave the connection in order`() throws {
        let outcome = try connection.execute(
            "INSERT INTO things (size) VALUES (1), (2) RETURNING id"
        )
        #expect(outcome.affectedRows == 0)
        #expect(try connection.count("SELECT COUNT(*) FROM things") == 2)
    }

    @Test func `a procedure with results leaves the connection in order`() throws {
        try connection.run(
            script: """
                CREATE PROCEDURE two(IN size INT)
                BEGIN
                    SELECT size;
                    SELECT size + 1;
                END;
                """
        )
        try connection.execute("CALL two(\(1))")
        let read = try connection.query("CALL two(\(5))") { try $0.next(as: Int.self) }
        #expect(read == [5])
        #expect(try connection.count("SELECT 7") == 7)
    }

    @Test func `the session is in utc, strict, unicode and read committed`() throws {
        let session = try connection.first(
            """
            SELECT @@time_zone, @@tx_isolation, @@character_set_client, @@character_set_results,
                @@sql_mode, @@innodb_lock_wait_timeout, @@max_statement_time
            """
        ) { row in
            try (0..<4).map { _ in try row.next(as: String.self) }
                + [row.next(as: String.self)]
                + [String(row.next(as: Int.self)), String(row.next(as: Double.self))]
        }
        let modes = try #require(session?[4]).split(separator: ",")
        #expect(session?[0] == "+00:00")
        #expect(session?[1] == "READ-COMMITTED")
        #expect(session?[2] == "utf8mb4")
        #expect(session?[3] == "utf8mb4")
        #expect(
            Set(modes).isSuperset(of: [
                "STRICT_ALL_TABLES", "NO_ZERO_DATE", "NO_ZERO_IN_DATE",
                "ERROR_FOR_DIVISION_BY_ZERO", "NO_ENGINE_SUBSTITUTION", "ONLY_FULL_GROUP_BY",
            ])
        )
        #expect(session?.suffix(2) == ["3", "3.5"])
    }

    @Test func `a reader that uses the connection is refused and harms nothing`() throws {
        try connection.execute("INSERT INTO things (size) VALUES (1), (2), (3)")
        let sizes = try connection.query("SELECT size FROM things ORDER BY size") { row in
            let inner = #expect(throws: DatabaseError.self) { try connection.count("SELECT 9") }
            #expect(inner?.message.contains("was used while its rows") == true)
            return try row.next(as: Int.self)
        }
        #expect(sizes == [1, 2, 3])
        #expect(try connection.count("SELECT 9") == 9)
    }

    @Test func `a reset forgets variables and statements but not the set-up`() throws {
        try connection.execute("SET @organisation = 3, time_zone = '+02:00'")
        #expect(connection.preparedCount == 1)
        try connection.reset()
        #expect(connection.preparedCount == 0)
        let left = try connection.first("SELECT @organisation, @@time_zone") {
            (try $0.next(as: String?.self), try $0.next(as: String.self))
        }
        #expect(left?.0 == nil)
        #expect(left?.1 == "+00:00")
        try connection.ping()
    }

    @Test func `a text that is no statement is refused when it is prepared`() throws {
        let error = #expect(throws: DatabaseError.self) {
            try connection.prepare("SELEKT 1")
        }
        #expect(error?.code == 1064)
        #expect(error?.isTransient == false)
        try connection.prepare("SELECT * FROM things WHERE id = ?")
        #expect(connection.preparedCount == 1)
    }

    @Test func `two statements in one are refused`() throws {
        #expect(throws: DatabaseError.self) { try connection.execute("SELECT 1; SELECT 2") }
        #expect(throws: DatabaseError.self) {
            try connection.run(script: "SELECT 1; SELECT 2;")
        }
        #expect(try connection.count("SELECT 3") == 3)
    }

    @Test func `a file of the client is never sent`() throws {
        let error = #expect(throws: DatabaseError.self) {
            try connection.run(
                script: "LOAD DATA LOCAL INFILE '/etc/hostname' INTO TABLE things (name);"
            )
        }
        #expect(error?.kind == .other)
        #expect(try connection.count("SELECT COUNT(*) FROM things") == 0)
    }

    @Test func `the longest unused statement gives way`() throws {
        for number in 0..<300 {
            try connection.prepare("SELECT \(number)")
            try connection.prepare("SELECT 'kept'")
        }
        #expect(connection.preparedCount == 256)
        let open = try connection.first("SHOW SESSION STATUS LIKE 'Com_stmt_prepare'") { row in
            _ = try row.next(as: String.self)
            return try row.next(as: String.self)
        }
        #expect(open == "302")
    }

    @Test func `a wrong number of values is refused before anything is sent`() throws {
        #expect(throws: DatabaseError.self) {
            try connection.executeMany("INSERT INTO things (size) VALUES (?)", rows: [[]])
        }
        #expect(throws: DatabaseError.self) { try connection.execute("SELECT ?") }
    }
}
