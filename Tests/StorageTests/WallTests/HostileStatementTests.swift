import Domain
import MariaDB
import Storage
import Support
import Testing

/// Statements that an attacker would write, sent by the API's account from inside one organisation
/// against another one.
@Suite struct HostileStatementTests {
    struct Attack: Sendable, CustomTestStringConvertible {
        /// What may come of it: an error of this number, or nothing at all.
        enum End: Sendable, Equatable {
            case refused(Set<UInt32>)
            case nothing
        }

        let name: String
        let end: End
        /// `$own` and `$other` stand for the organisations, `$mine` and `$theirs` for connections,
        /// `$secret` for one of theirs.
        let statement: String

        init(_ name: String, _ end: End, _ statement: String) {
            self.name = name
            self.end = end
            self.statement = statement
        }

        var testDescription: String { name }
    }

    /// CHECK OPTION failed.
    private static let checked: Attack.End = .refused([1_369])
    /// Command, column, routine or database denied; no privilege for files or the server.
    private static let denied: Attack.End = .refused([1_044, 1_045, 1_142, 1_143, 1_227, 1_370])

    static let writes = [
        Attack(
            "INSERT for another",
            checked,
            """
            INSERT INTO own_connection_secrets (organisation_id, connection_id, id, sealed, hint,
                created_at) VALUES ($other, $theirs, 1, 'x', 'x', NOW())
            """
        ),
        Attack(
            "INSERT of many, one for another",
            checked,
            """
            INSERT INTO own_jobs (organisation_id, id, kind, lane, available_at)
            VALUES ($own, 1, 'undo_merge', 1, NOW()), ($other, 2, 'undo_merge', 1, NOW())
            """
        ),
        Attack(
            "INSERT … SELECT for another",
            checked,
            """
            INSERT INTO own_jobs (organisation_id, id, kind, lane, available_at)
            SELECT $other, id, 'undo_merge', 1, NOW() FROM own_connections
            """
        ),
        Attack(
            "INSERT without an organisation",
            .refused([1_364, 1_369, 1_423]),
            "INSERT INTO own_jobs (id, kind, lane, available_at) VALUES (1, 'undo_merge', 1, NOW())"
        ),
        Attack(
            "INSERT by an expression that asks who is in",
            denied,
            """
            INSERT INTO own_jobs (organisation_id, id, kind, lane, available_at)
            VALUES ((SELECT organisation_id FROM session_organisations LIMIT 1), 1, 'undo_merge',
                1, NOW())
            """
        ),
        Attack(
            "INSERT of a secret for another's connection",
            .refused([1_452]),
            """
            INSERT INTO own_connection_secrets (organisation_id, connection_id, id, sealed, hint,
                created_at) VALUES ($own, $theirs, 1, 'x', 'x', NOW())
            """
        ),
        Attack(
            "UPDATE that gives a row away",
            checked,
            "UPDATE own_connection_secrets SET organisation_id = $other"
        ),
        Attack(
            "UPDATE of another's row",
            .nothing,
            "UPDATE own_connections SET name = 'taken', paused_at = NOW() WHERE id = $theirs"
        ),
        Attack(
            "UPDATE of another's row by the organisation's own number",
            .nothing,
            "UPDATE own_connections SET name = 'taken' WHERE organisation_id = $other"
        ),
        Attack(
            "UPDATE of whatever there is, under a condition that is always true",
            .nothing,
            "UPDATE own_connections SET name = name WHERE id = $theirs OR 1 = 1"
        ),
        Attack(
            "UPDATE through a join, which the server takes from no view's user",
            denied,
            """
            UPDATE own_connections c JOIN own_connection_secrets s ON s.connection_id = $theirs
            SET c.name = 'taken'
            """
        ),
        Attack(
            "ON DUPLICATE KEY UPDATE that hits another's row",
            checked,
            """
            INSERT INTO own_connection_secrets (organisation_id, connection_id, id, sealed, hint,
                created_at) VALUES ($other, $theirs, $secret, 'x', 'x', NOW())
            ON DUPLICATE KEY UPDATE sealed = 'taken', organisation_id = $own
            """
        ),
        Attack(
            "ON DUPLICATE KEY UPDATE that gives one's own row away",
            checked,
            """
            INSERT INTO own_connections (organisation_id, id, name, token, scheme, created_at)
            VALUES ($own, $mine, 'x', 'x', '{}', NOW())
            ON DUPLICATE KEY UPDATE organisation_id = $other
            """
        ),
        Attack(
            "REPLACE of another's row",
            checked,
            """
            REPLACE INTO own_connection_secrets (organisation_id, connection_id, id, sealed, hint,
                created_at) VALUES ($other, $theirs, $secret, 'x', 'x', NOW())
            """
        ),
        Attack(
            "REPLACE by another's numbers under one's own organisation",
            .refused([1_452]),
            """
            REPLACE INTO own_connection_secrets (organisation_id, connection_id, id, sealed, hint,
                created_at) VALUES ($own, $theirs, $secret, 'x', 'x', NOW())
            """
        ),
        Attack(
            "DELETE of another's row",
            .nothing,
            "DELETE FROM own_connection_secrets WHERE id = $secret"
        ),
        Attack(
            "DELETE through a join",
            .nothing,
            """
            DELETE s FROM own_connection_secrets s JOIN own_connections c
                ON c.organisation_id = $other
            """
        ),
        Attack(
            "TRUNCATE",
            denied,
            "TRUNCATE TABLE own_connection_secrets"
        ),
        Attack(
            "an expression that sets a variable",
            .nothing,
            "UPDATE own_connections SET name = 'taken' WHERE id = $theirs AND (@organisation := $other)"
        ),
    ]

    static let ways = [
        Attack("the table itself is read", denied, "SELECT * FROM customers"),
        Attack("a table is joined", denied, "SELECT 1 FROM own_connections JOIN connections"),
        Attack("a table in a subquery", denied, "SELECT (SELECT MAX(id) FROM deliveries)"),
        Attack("a table is written", denied, "UPDATE connections SET name = 'taken'"),
        Attack("a table is emptied", denied, "DELETE FROM connection_secrets"),
        Attack("sessions are read", denied, "SELECT * FROM sessions"),
        Attack("people are read", denied, "SELECT * FROM people"),
        Attack("the feed is read", denied, "SELECT * FROM feed"),
        Attack(
            "the note of who is in is written",
            denied,
            "UPDATE session_organisations SET organisation_id = $other"
        ),
        Attack(
            "the note of who is in is added to",
            denied,
            "INSERT INTO session_organisations VALUES (CONNECTION_ID(), $other)"
        ),
        Attack("the function is asked", denied, "SELECT current_organisation()"),
        Attack(
            "a procedure in an expression",
            .refused([1_305, 1_370]),
            "SELECT enter_organisation($other)"
        ),
        Attack(
            "a second statement behind the first",
            .refused([1_064]),
            "SELECT 1 FROM own_connections; CALL enter_organisation($other)"
        ),
        Attack("a procedure of another's", denied, "CALL forbidden_procedure()"),
        Attack(
            "a view of one's own",
            denied,
            "CREATE VIEW mine AS SELECT * FROM connections"
        ),
        Attack(
            "another view in its place",
            denied,
            "CREATE OR REPLACE VIEW own_connections AS SELECT * FROM connections"
        ),
        Attack(
            "another function in its place",
            denied,
            "CREATE OR REPLACE FUNCTION current_organisation() RETURNS INT RETURN $other"
        ),
        Attack("a table is dropped", denied, "DROP VIEW own_connections"),
        Attack("a right is given", denied, "GRANT SELECT ON connections TO CURRENT_USER"),
        Attack("a file is written", denied, "SELECT 1 INTO OUTFILE '/tmp/waymark-taken'"),
        Attack("a file is read", denied, "SELECT LOAD_FILE('/etc/passwd') FROM connections"),
        Attack("passwords are read", denied, "SELECT * FROM mysql.global_priv"),
        Attack("another's statements are watched", denied, "SELECT * FROM mysql.general_log"),
        Attack(
            "what is not granted of a view",
            denied,
            "DELETE FROM own_deliveries"
        ),
        Attack("history is rewritten", denied, "UPDATE own_events SET stage = 5"),
        Attack(
            "a member is made",
            denied,
            """
            INSERT INTO own_members (organisation_id, person_id, role, created_at)
            VALUES ($own, 1, 'owner', NOW())
            """
        ),
        Attack("a name is taken", denied, "UPDATE own_people SET email = 'me@evil.example'"),
        Attack("traces are changed", denied, "UPDATE own_audit_entries SET actor_name = 'x'"),
        Attack("traces are wiped", denied, "DELETE FROM own_audit_entries"),
        Attack("second factors are read", denied, "SELECT sealed FROM totp_secrets"),
    ]

    private let wall: Wall

    init() throws {
        wall = try Wall()
    }

    @Test(arguments: writes) func `a write across the wall does nothing`(attack: Attack) throws {
        try expect(attack)
    }

    @Test(arguments: ways) func `there is no way around the views`(attack: Attack) throws {
        try expect(attack)
    }

    private func expect(_ attack: Attack) throws {
        let before = try wall.database.fingerprint(of: wall.other.organisation)
        switch (wall.attack(attack.statement), attack.end) {
        case (.failure(let error), .refused(let codes)):
            #expect(codes.contains(error.code), "\(error.debugDescription)")
        case (.failure(let error), .nothing):
            Issue.record("refused: \(error.debugDescription)")
        case (.success(let changed), .nothing):
            #expect(changed == 0)
        case (.success(let changed), .refused):
            Issue.record("\(changed) rows changed")
        }
        #expect(try wall.database.fingerprint(of: wall.other.organisation) == before)
        #expect(try wall.visibleConnections() == [wall.own.connection.text])
    }

    /// The account of the background reads lists as the API does, and has every row anyway.
    @Test func `the gate's account may not go in at all`() throws {
        let error = #expect(throws: DatabaseError.self) {
            _ = try AnyStatement(wall.database.gate, in: wall.own.organisation)
        }
        #expect(error?.code == 1_370)
    }
}
