import Dispatch
import MariaDB
import Support
import Testing

@Suite struct FaultTests {
    @Test func `nobody at the socket is unavailable`() {
        let error = #expect(throws: DatabaseError.self) {
            try Connection(
                ConnectionSettings(address: .socket("/nonexistent/socket"), user: "root")
            )
        }
        #expect(error?.kind == .unavailable)
        #expect(error?.isTransient == true)
    }

    @Test func `a wrong password is neither transient nor told`() throws {
        var settings = try MariaDBServer.freshDatabase()
        settings.user = "nobody"
        settings.password = "secret words"
        let error = #expect(throws: DatabaseError.self) { try Connection(settings) }
        #expect(error?.code == 1045)
        #expect(error?.kind == .unusable)
        #expect(error?.isTransient == false)
        #expect(!"\(settings)".contains("secret"))
    }

    @Test(arguments: [
        "SELECT * FROM nowhere", "SELECT nothing FROM things", "CALL nobody()",
        "SELECT * FROM lost_view",
    ])
    func `what the schema lacks makes it unusable`(statement: String) throws {
        let connection = try scratch()
        try connection.run(
            script: """
                CREATE TABLE lost (id INT);
                CREATE VIEW lost_view AS SELECT id FROM lost;
                DROP TABLE lost;
                """
        )
        let error = #expect(throws: DatabaseError.self) {
            try connection.run(script: statement + ";")
        }
        #expect(error?.kind == .unusable)
    }

    @Test(arguments: ["ACCOUNT LOCK", "PASSWORD EXPIRE", "IDENTIFIED BY 'another'", ""])
    func `an account that is shut out, or has no rights, finds it unusable`(change: String) throws {
        let owner = try MariaDBServer.freshDatabase()
        var guest = owner
        guest.user = "guest_\(owner.database?.split(separator: "_").last ?? "")"
        let root = try Connection(owner)
        try root.run(
            script: """
                CREATE TABLE things (id INT);
                CREATE USER '\(guest.user)'@'localhost';
                GRANT SELECT ON \(owner.database ?? "").things TO '\(guest.user)'@'localhost';
                """
        )
        #expect(try Connection(guest).count("SELECT COUNT(*) FROM things") == 0)
        if !change.isEmpty {
            try root.run(script: "ALTER USER '\(guest.user)'@'localhost' \(change);")
        }
        let error = #expect(throws: DatabaseError.self) {
            try Connection(guest).execute("DELETE FROM things")
        }
        #expect(error?.kind == .unusable)
    }

    @Test func `a second row with the same key is a duplicate`() throws {
        let connection = try scratch()
        try connection.execute("INSERT INTO things (name) VALUES ('private')")
        let error = #expect(throws: DatabaseError.self) {
            try connection.execute("INSERT INTO things (name) VALUES ('private')")
        }
        #expect(error?.kind == .duplicateKey)
        #expect(error?.isTransient == false)
        #expect(error?.message.contains("private") == true)
        #expect(error.map { "\($0)".contains("private") } == false)
    }

    @Test func `a row that another transaction keeps is a lock timeout`() throws {
        var settings = try MariaDBServer.freshDatabase()
        settings.lockTimeout = 1
        let (holder, waiter) = (try Connection(settings), try Connection(settings))
        try holder.run(script: "CREATE TABLE one (n INT);\nINSERT INTO one VALUES (1);")
        try holder.transaction { () throws(DatabaseError) in
            try holder.execute("UPDATE one SET n = 2")
            let error = #expect(throws: DatabaseError.self) {
                try waiter.execute("UPDATE one SET n = 3")
            }
            #expect(error?.kind == .lockTimeout)
        }
        #expect(try waiter.count("SELECT n FROM one") == 2)
    }

    @Test func `a statement that takes too long is stopped and the connection lives`() throws {
        var settings = try MariaDBServer.freshDatabase()
        settings.readTimeout = 1
        let connection = try Connection(settings)
        let error = #expect(throws: DatabaseError.self) {
            try connection.execute("SELECT SLEEP(5)")
        }
        #expect(error?.kind == .interrupted)
        #expect(!connection.isBroken)
        #expect(try connection.count("SELECT 1") == 1)
    }

    @Test func `two that wait for each other are a deadlock for one of them`() throws {
        let settings = try MariaDBServer.freshDatabase()
        let here = try Connection(settings)
        try here.run(
            script: """
                CREATE TABLE pair (id INT PRIMARY KEY, n INT);
                INSERT INTO pair VALUES (1, 0), (2, 0);
                """
        )
        let crossing = Crossing(settings: settings)
        #expect(crossing.run() == [.deadlock])
        #expect(try here.count("SELECT SUM(n) FROM pair") == 2)
    }

    @Test func `whoever ends his own connection has lost it for good`() throws {
        let connection = try scratch()
        #expect(throws: DatabaseError.self) {
            try connection.run(script: "KILL CONNECTION_ID();")
        }
        let error = #expect(throws: DatabaseError.self) {
            try connection.execute("SELECT 1")
        }
        #expect(error?.kind == .connectionLost)
        #expect(connection.isBroken)
        #expect(throws: DatabaseError.self) { try connection.ping() }
    }

    @Test func `a server that dies in a query, and after it, loses the connection`() throws {
        let server = try MariaDBServer()
        let settings = try server.freshDatabase()
        let (busy, idle) = (try Connection(settings), try Connection(settings))
        try idle.prepare("SELECT 2")
        DispatchQueue.global().asyncAfter(deadline: .now() + 0.2) { server.kill() }
        let lost = #expect(throws: DatabaseError.self) {
            try busy.transaction { () throws(DatabaseError) in
                try busy.execute("SELECT SLEEP(3)")
            }
        }
        #expect(lost?.kind == .connectionLost)
        #expect(busy.isBroken)
        #expect(!busy.isInTransaction)
        let later = #expect(throws: DatabaseError.self) { try idle.execute("SELECT 2") }
        #expect(later?.kind == .connectionLost)
        #expect(idle.isBroken)
        let anew = #expect(throws: DatabaseError.self) { try Connection(settings) }
        #expect(anew?.kind == .unavailable)
    }

    @Test func `a server that hangs is given up after the read timeout`() throws {
        let server = try MariaDBServer()
        var settings = try server.freshDatabase()
        settings.readTimeout = 1
        settings.connectTimeout = 1
        let connection = try Connection(settings)
        try server.halt()
        let start = ContinuousClock.now
        let lost = #expect(throws: DatabaseError.self) { try connection.execute("SELECT 1") }
        #expect(lost?.kind == .connectionLost)
        let anew = #expect(throws: DatabaseError.self) { try Connection(settings) }
        #expect(anew?.kind == .unavailable)
        #expect(ContinuousClock.now - start < .seconds(8))
        server.kill()
    }
}
