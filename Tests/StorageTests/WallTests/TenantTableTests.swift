import Domain
import MariaDB
import Storage
import Support
import Testing

/// What the wall stands on: keys that begin with the organisation, and a view for every table.
@Suite struct TenantTableTests {
    private static let columns = """
        SELECT t.table_name FROM information_schema.tables t
        WHERE t.table_schema = DATABASE() AND t.table_type = 'BASE TABLE' AND t.table_name %
            (SELECT c.table_name FROM information_schema.columns c
             WHERE c.table_schema = DATABASE() AND c.column_name = 'organisation_id')
        ORDER BY t.table_name
        """

    /// Tables of all organisations, which the API's account must not touch: sign-in, the feed that
    /// the live stream reads, and where the wall notes who is in.
    private static let inner: Set<String> = ["feed", "session_organisations", "sessions"]

    private let database: TestDatabase
    private let root: AnyStatement

    init() throws {
        database = try TestDatabase.shared()
        root = try AnyStatement(database.root)
    }

    private var tenantTables: [String] {
        get throws {
            try root.texts(TenantTableTests.columns.replacing("%", with: "IN")).map { $0[0] }
                .filter { !TenantTableTests.inner.contains($0) }
        }
    }

    @Test func `what belongs to no organisation is known by name`() throws {
        let tables = try root.texts(TenantTableTests.columns.replacing("%", with: "NOT IN"))
        #expect(
            tables.map { $0[0] } == [
                "backups", "email_changes", "lanes", "mails", "nodes", "organisations",
                "password_resets", "people", "recovery_codes", "schema_migrations",
                "sign_in_failures", "totp_secrets",
            ]
        )
        #expect(try tenantTables.count > 15)
    }

    @Test func `every unique key of a tenant's table begins with the organisation`() throws {
        let keys = try root.texts(
            """
            SELECT table_name, index_name, column_name FROM information_schema.statistics
            WHERE table_schema = DATABASE() AND non_unique = 0 AND seq_in_index = 1
            """
        )
        let tables = try Set(tenantTables)
        let tenants = keys.filter { tables.contains($0[0]) }
        #expect(Set(tenants.map { $0[0] }) == tables, "a table without a key")
        for key in tenants {
            #expect(key[2] == "organisation_id", "\(key[0]).\(key[1]) begins with \(key[2])")
        }
    }

    @Test func `a reference to a tenant's row names the organisation, too`() throws {
        let references = try root.texts(
            """
            SELECT table_name, constraint_name, column_name, referenced_table_name,
                referenced_column_name
            FROM information_schema.key_column_usage
            WHERE table_schema = DATABASE() AND referenced_table_name IS NOT NULL
                AND ordinal_position = 1
            """
        )
        let tables = try Set(tenantTables)
        for reference in references where tables.contains(reference[3]) {
            #expect(reference[2] == "organisation_id", "\(reference)")
            #expect(reference[4] == "organisation_id", "\(reference)")
        }
        #expect(references.count > 10)
    }

    @Test func `every tenant's table has a view that checks what is written through it`() throws {
        let views = try root.texts(
            """
            SELECT table_name, check_option, security_type, is_updatable
            FROM information_schema.views WHERE table_schema = DATABASE()
                AND table_name NOT IN ('inbox_state', 'failure_state')
            """
        )
        let further = ["markable_failures", "organisations", "people", "removable_tags"]
        let expected = try (tenantTables + KeyedView.all.map(\.name) + further).map { "own_\($0)" }
        #expect(Set(views.map { $0[0] }) == Set(expected))
        for view in views {
            #expect(Array(view[1...]) == ["CASCADED", "DEFINER", "YES"], "\(view[0])")
        }
    }

    @Test func `what shows all organisations to the gate's account is numbers only`() throws {
        let columns = try root.texts(
            """
            SELECT table_name, column_name FROM information_schema.columns
            WHERE table_schema = DATABASE() AND table_name IN ('inbox_state', 'failure_state')
            ORDER BY table_name, ordinal_position
            """
        )
        #expect(
            columns.map { $0.joined(separator: ".") } == [
                "failure_state.dead", "failure_state.quarantined", "inbox_state.waiting",
                "inbox_state.retrying", "inbox_state.next_at", "inbox_state.held",
            ]
        )
    }

    @Test func `every view shows the rows of the entered organisation, and none without one`()
        throws
    {
        let (own, other) = (try TestShop(in: database), try TestShop(in: database))
        for shop in [own, other] {
            try shop.deliver([shop.entry("{}")])
            _ = try shop.addPeople()
        }
        let inside = try AnyStatement(database.api, in: own.organisation)
        let outside = try AnyStatement(database.api)
        for table in try tenantTables + KeyedView.all.map(\.name) {
            let foreign = try inside.rows(
                "SELECT 1 FROM own_\(table) WHERE organisation_id <> \(own.organisation.number)"
            )
            #expect(foreign.isEmpty, "\(table)")
            #expect(try outside.rows("SELECT 1 FROM own_\(table) LIMIT 1").isEmpty, "\(table)")
        }
        #expect(try inside.rows("SELECT 1 FROM own_people").count == Role.allCases.count)
        #expect(try outside.rows("SELECT 1 FROM own_people").isEmpty)
        for table in ["connections", "connection_hours", "deliveries", "jobs", "members"] {
            #expect(try !inside.rows("SELECT 1 FROM own_\(table)").isEmpty, "\(table)")
        }
        try inside.execute("CALL leave_organisation()")
        #expect(try inside.rows("SELECT 1 FROM own_connections").isEmpty)
    }

    /// The function is called for every row wherever an index is read in its order; UPDATE and
    /// DELETE use no index behind a subquery.
    @Test func `a view that is only read asks once for the organisation, not row by row`() throws {
        let views = try root.texts(
            """
            SELECT v.table_name, v.view_definition, IF(EXISTS (
                SELECT 1 FROM mysql.tables_priv p
                WHERE p.user = '\(database.api.user)' AND p.table_name = v.table_name
                    AND p.table_priv RLIKE 'Update|Delete'), 'changes', 'reads')
            FROM information_schema.views v
            WHERE v.table_schema = DATABASE() AND LEFT(v.table_name, 4) = 'own_'
            """
        )
        #expect(views.count > 15)
        for view in views {
            let asksOnce = view[1].contains("`connection` = connection_id())")
            #expect(asksOnce == (view[2] == "reads"), "\(view[0])")
        }
    }

    @Test func `the function that other views ask is one that lets indexes be used`() throws {
        let routines = try root.texts(
            """
            SELECT routine_name, is_deterministic, sql_data_access, security_type
            FROM information_schema.routines
            WHERE routine_schema = DATABASE() AND routine_name LIKE '%organisation'
            ORDER BY routine_name
            """
        )
        #expect(
            routines == [
                ["current_organisation", "YES", "READS SQL DATA", "DEFINER"],
                ["enter_organisation", "NO", "MODIFIES SQL DATA", "DEFINER"],
                ["leave_organisation", "NO", "MODIFIES SQL DATA", "DEFINER"],
            ]
        )
    }

    @Test func `the API's account may use views, go in and out and ask for estimates`() throws {
        let user = database.api.user
        let tables = try root.texts(
            "SELECT table_name FROM mysql.tables_priv WHERE user = '\(user)' ORDER BY table_name"
        )
        #expect(!tables.isEmpty)
        #expect(tables.allSatisfy { $0[0].hasPrefix("own_") }, "\(tables)")
        let routines = try root.texts(
            "SELECT routine_name FROM mysql.procs_priv WHERE user = '\(user)' ORDER BY routine_name"
        )
        let estimates = try root.texts(
            """
            SELECT routine_name FROM information_schema.routines
            WHERE routine_schema = DATABASE() AND sql_data_access = 'READS SQL DATA'
                AND routine_definition LIKE 'EXPLAIN SELECT % FROM own%' ORDER BY routine_name
            """
        )
        #expect(estimates.count == 6)
        #expect(routines == [["enter_organisation"]] + estimates + [["leave_organisation"]])
        for place in ["mysql.db", "mysql.columns_priv"] {
            #expect(try root.rows("SELECT 1 FROM \(place) WHERE user = '\(user)'").isEmpty)
        }
        let grants = try root.texts("SHOW GRANTS FOR '\(user)'@'localhost'")
        #expect(grants.filter { $0[0].contains("ON *.*") }.count == 1)
        #expect(grants.contains { $0[0].hasPrefix("GRANT USAGE ON *.*") })
    }
}
