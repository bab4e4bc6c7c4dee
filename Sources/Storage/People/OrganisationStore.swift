package import Domain
internal import MariaDB

/// An organisation's name and the settings that figures depend on.
package struct OrganisationRecord: Sendable {
    package let id: Organisation.ID
    package let name: String
    /// A name of the tz database.
    package let timeZone: String
    package let currency: Currency
    package let createdAt: Instant
    /// The zone that was asked for, until the journey's days are counted anew in it.
    package let nextTimeZone: String?

    /// The columns of an organisation, in the order in which every way to it selects them.
    typealias Row = (Organisation.ID, String, String, Currency, Instant, String?)

    init(_ row: Row) {
        (id, name, timeZone, currency, createdAt, nextTimeZone) = row
    }
}

package struct OrganisationStore {
    private let database: Database

    package init(database: Database) {
        self.database = database
    }

    package func find(_ id: Organisation.ID) throws(StorageError) -> OrganisationRecord? {
        let row: OrganisationRecord.Row? = try database.row(
            """
            SELECT id, name, time_zone, currency, created_at, next_time_zone
            FROM organisations WHERE id = \(id)
            """
        )
        return row.map(OrganisationRecord.init)
    }

    package func list() throws(StorageError) -> [OrganisationRecord] {
        let rows: [OrganisationRecord.Row] = try database.rows(
            """
            SELECT id, name, time_zone, currency, created_at, next_time_zone
            FROM organisations ORDER BY id
            """
        )
        return rows.map(OrganisationRecord.init)
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

    package func rename(_ id: Organisation.ID, to name: String) throws(StorageError) {
        try database.execute("UPDATE organisations SET name = \(name) WHERE id = \(id)")
    }

    /// The organisations for which another time zone was asked for.
    package func listZoneChanges() throws(StorageError) -> [Organisation.ID] {
        let ids: [Organisation.ID] = try database.rows(
            "SELECT id FROM organisations WHERE next_time_zone IS NOT NULL ORDER BY id"
        )
        return ids
    }

    /// Brings the time zone that was asked for into force.
    package func takeNextTimeZone(of id: Organisation.ID) throws(StorageError) {
        try database.execute(
            """
            UPDATE organisations SET time_zone = COALESCE(next_time_zone, time_zone),
                next_time_zone = NULL
            WHERE id = \(id)
            """
        )
    }
}
