import MariaDB
import Support
import Testing

@Suite struct TransactionTests {
    private let settings: ConnectionSettings
    private let connection: Connection

    /// An error of a floor above.
    private enum Refusal: DatabaseFailure, Equatable {
        case wrong
        case database(DatabaseError)

        init(_ error: DatabaseError) {
            self = .database(error)
        }
    }

    init() throws {
        settings = try MariaDBServer.freshDatabase()
        connection = try scratch(in: settings)
    }

    @Test func `what returns is committed`() throws {
        let id = try connection.transaction { () throws(DatabaseError) in
            #expect(connection.isInTransaction)
            return try connection.execute("INSERT INTO things (size) VALUES (1)").lastInsertID
        }
        #expect(id == 1)
        #expect(!connection.isInTransaction)
        try connection.reset()
        #expect(try connection.count("SELECT COUNT(*) FROM things") == 1)
    }

    @Test(arguments: [(TransactionSight.latest, 1), (.snapshot, 0)])
    func `what others commit meanwhile shows, but not in a snapshot`(
        sight: TransactionSight,
        seen: Int
    ) throws {
        let other = try Connection(settings)
        let counted = try connection.transaction(seeing: sight) { () throws(DatabaseError) in
            try other.execute("INSERT INTO things (size) VALUES (1)")
            return try connection.count("SELECT COUNT(*) FROM things")
        }
        #expect(counted == seen)
        #expect(try connection.count("SELECT COUNT(*) FROM things") == 1)
    }

    @Test func `a snapshot changes nothing`() throws {
        #expect(throws: DatabaseError.self) {
            try connection.transaction(seeing: .snapshot) { () throws(DatabaseError) in
                try connection.execute("INSERT INTO things (size) VALUES (1)")
            }
        }
        #expect(try connection.count("SELECT COUNT(*) FROM things") == 0)
    }

    @Test func `what throws is rolled back and throws the same`() throws {
        #expect(throws: Refusal.wrong) {
            try connection.transaction { () throws(Refusal) in
                do throws(DatabaseError) {
                    try connection.execute("INSERT INTO things (size) VALUES (1)")
                } catch {
                    throw Refusal(error)
                }
                throw .wrong
            }
        }
        #expect(!connection.isInTransaction)
        #expect(!connection.isBroken)
        #expect(try connection.count("SELECT COUNT(*) FROM things") == 0)
    }

    @Test func `a transaction within a transaction is refused`() throws {
        try connection.transaction { () throws(DatabaseError) in
            #expect(throws: DatabaseError.self) {
                try connection.transaction { () throws(DatabaseError) in }
            }
            try connection.execute("INSERT INTO things (size) VALUES (1)")
        }
        #expect(try connection.count("SELECT COUNT(*) FROM things") == 1)
    }

    @Test func `others see nothing before the commit`() throws {
        let settings = try MariaDBServer.freshDatabase()
        let writer = try Connection(settings)
        let reader = try Connection(settings)
        try writer.run(script: "CREATE TABLE notes (id INT);")
        try writer.transaction { () throws(DatabaseError) in
            try writer.execute("INSERT INTO notes VALUES (1)")
            let seen = try reader.count("SELECT COUNT(*) FROM notes")
            #expect(seen == 0)
        }
        #expect(try reader.count("SELECT COUNT(*) FROM notes") == 1)
    }

    @Test func `in a session all in transactions none is begun, and each is committed`() throws {
        let writer = try transactional()
        for size in [1, 2] {
            try writer.transaction { () throws(DatabaseError) in
                try writer.execute("INSERT INTO things (size) VALUES (\(size))")
                #expect(try connection.count("SELECT COUNT(*) FROM things") == size - 1)
            }
            #expect(try connection.count("SELECT COUNT(*) FROM things") == size)
        }
        let begun = try writer.transaction { () throws(DatabaseError) in
            try writer.count(
                """
                SELECT CAST(VARIABLE_VALUE AS INT) FROM information_schema.SESSION_STATUS
                WHERE VARIABLE_NAME = 'COM_BEGIN'
                """
            )
        }
        #expect(begun == 0)
    }

    @Test func `in a session all in transactions what throws is rolled back`() throws {
        let writer = try transactional()
        #expect(throws: DatabaseError.self) {
            try writer.transaction { () throws(DatabaseError) in
                try writer.execute("INSERT INTO things (size) VALUES (1)")
                _ = try writer.execute("INSERT INTO things (nothing) VALUES (1)")
            }
        }
        try writer.transaction { () throws(DatabaseError) in
            _ = try writer.execute("INSERT INTO things (size) VALUES (2)")
        }
        #expect(try connection.count("SELECT SUM(size) FROM things") == 2)
    }

    @Test func `a session all in transactions runs nothing outside of them`() throws {
        let writer = try transactional()
        #expect(throws: DatabaseError.self) {
            try writer.execute("INSERT INTO things (size) VALUES (1)")
        }
        #expect(throws: DatabaseError.self) { try writer.count("SELECT COUNT(*) FROM things") }
        try writer.executeMany("INSERT INTO things (size) VALUES (?)", rows: [[.int(1)]])
        #expect(try connection.count("SELECT COUNT(*) FROM things") == 1)
    }

    private func transactional() throws -> Connection {
        var settings = settings
        settings.isTransactional = true
        return try Connection(settings)
    }
}
