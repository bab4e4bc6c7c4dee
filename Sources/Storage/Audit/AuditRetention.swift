package import Domain
internal import MariaDB

/// Lets go of the oldest part of the audit log. The database itself keeps the last thirty days.
package struct AuditRetention {
    private let database: Database

    package init(database: Database) {
        self.database = database
    }

    /// Forgets what is older than it has to be kept; returns how much.
    package func sweep(
        of organisation: Organisation.ID,
        before time: Instant,
        limit: Int
    ) throws(StorageError) -> Int {
        try database.execute(
            """
            DELETE FROM audit_entries
            WHERE organisation_id = \(organisation) AND at < \(time) LIMIT \(limit)
            """
        )
    }
}
