package import Domain
internal import MariaDB

/// An organisation's name and the settings that figures depend on.
package struct OrganisationRecord: Sendable {
    package let id: Organisation.ID
    package let name: String
    /// A name of the tz database.
    package let timeZone: String
    package let currency: Currency
}

package struct OrganisationStore {
    private let database: Database

    package init(database: Database) {
        self.database = database
    }

    package func find(_ id: Organisation.ID) throws(StorageError) -> OrganisationRecord? {
        let row: (Organisation.ID, String, String, Currency)? = try database.row(
            "SELECT id, name, time_zone, currency FROM organisations WHERE id = \(id)"
        )
        return row.map {
            OrganisationRecord(id: $0.0, name: $0.1, timeZone: $0.2, currency: $0.3)
        }
    }

    package func list() throws(StorageError) -> [OrganisationRecord] {
        let rows: [(Organisation.ID, String, String, Currency)] = try database.rows(
            "SELECT id, name, time_zone, currency FROM organisations ORDER BY id"
        )
        return rows.map {
            OrganisationRecord(id: $0.0, name: $0.1, timeZone: $0.2, currency: $0.3)
        }
    }

    /// Founds an organisation and tells its id.
    package func add(
        name: String,
        timeZone: String,
        currency: Currency,
        at now: Instant
    ) throws(StorageError) -> Organisation.ID {
        try database.transaction { () throws(StorageError) in
            try database.execute(
                """
                INSERT INTO organisations (name, time_zone, currency, created_at)
                VALUES (\(name), \(timeZone), \(currency), \(now))
                """
            )
            let row: (Int64)? = try database.row("SELECT LAST_INSERT_ID()")
            guard let row else { throw StorageError(.broken, "no id for the new organisation") }
            return Organisation.ID(row)
        }
    }
}
