package import Domain
internal import MariaDB

/// What a doctor asks about the server and about what an account may see there.
package struct ServerInspection {
    private let database: Database

    package init(database: Database) {
        self.database = database
    }

    package func version() throws(StorageError) -> String {
        try database.row("SELECT VERSION()") ?? ""
    }

    /// What the server's clock says.
    package func clock() throws(StorageError) -> Instant {
        let now: Instant? = try database.row("SELECT UTC_TIMESTAMP(6)")
        guard let now else { throw StorageError(.broken, "the server tells no time") }
        return now
    }

    /// A setting of the server; nil where it has none of that name.
    package func variable(_ name: String) throws(StorageError) -> String? {
        try database.row(
            """
            SELECT VARIABLE_VALUE FROM information_schema.GLOBAL_VARIABLES
            WHERE VARIABLE_NAME = \(name)
            """
        )
    }

    /// Whether the account sees customers of all organisations, as only `work` should.
    package func seesAllCustomers() throws(StorageError) -> Bool {
        try isAllowed("SELECT id FROM customers LIMIT 1")
    }

    /// Whether the account finds the connections that posts are meant for, as `gate` has to.
    package func seesAllConnections() throws(StorageError) -> Bool {
        try isAllowed("SELECT id FROM connections LIMIT 1")
    }

    /// Whether the account sees its organisation's customers through the wall, as `api` has to.
    package func seesOwnCustomers() throws(StorageError) -> Bool {
        try isAllowed("SELECT id FROM own_customers LIMIT 1")
    }

    /// Does what storing a delivery does, apart from its rows, as `gate`; throws where the database
    /// would not take one now.
    package func rehearseIntake() throws(StorageError) {
        try InboxStore(database: database, node: 0).rehearse()
    }

    /// When the oldest job that is due now was due; nil where nothing waits.
    package func oldestDueJob(at now: Instant) throws(StorageError) -> Instant? {
        try database.row(
            "SELECT available_at FROM jobs WHERE available_at <= \(now) ORDER BY available_at LIMIT 1"
        )
    }

    /// How many other sessions the account has in a database, wherever their processes run.
    package func otherSessions(in name: String) throws(StorageError) -> Int {
        try database.row(
            """
            SELECT COUNT(*) FROM information_schema.processlist
            WHERE db = \(name) AND id <> CONNECTION_ID()
            """
        ) ?? 0
    }

    private func isAllowed(_ query: SQL) throws(StorageError) -> Bool {
        do {
            let _: Int64? = try database.row(query)
            return true
        } catch  where error.kind == .unusable {
            return false
        }
    }
}
