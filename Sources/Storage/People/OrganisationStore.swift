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
    package let window: ConversionWindow
    /// The window that was asked for, until the journey is counted anew within it.
    package let nextWindow: ConversionWindow?
    package let stageNames: StageNames

    /// The columns of an organisation, in the order in which every way to it selects them.
    typealias Row = (
        Organisation.ID, String, String, Currency, Instant, String?, ConversionWindow,
        ConversionWindow?, String, String, String, String, String
    )

    init(_ row: Row) {
        (id, name, timeZone, currency, createdAt, nextTimeZone, window, nextWindow) =
            (row.0, row.1, row.2, row.3, row.4, row.5, row.6, row.7)
        var names = StageNames()
        for (stage, name) in zip(Stage.allCases, [row.8, row.9, row.10, row.11, row.12]) {
            names[stage] = StageName(name)
        }
        stageNames = names
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
            SELECT id, name, time_zone, currency, created_at, next_time_zone, window_days,
                next_window_days, awareness_name, consideration_name, purchase_name,
                retention_name, advocacy_name
            FROM organisations WHERE id = \(id)
            """
        )
        return row.map(OrganisationRecord.init)
    }

    package func list() throws(StorageError) -> [OrganisationRecord] {
        let rows: [OrganisationRecord.Row] = try database.rows(
            """
            SELECT id, name, time_zone, currency, created_at, next_time_zone, window_days,
                next_window_days, awareness_name, consideration_name, purchase_name,
                retention_name, advocacy_name
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

    /// The organisations for which another time zone or window was asked for.
    package func listCountingChanges() throws(StorageError) -> [Organisation.ID] {
        let ids: [Organisation.ID] = try database.rows(
            """
            SELECT id FROM organisations
            WHERE next_time_zone IS NOT NULL OR next_window_days IS NOT NULL ORDER BY id
            """
        )
        return ids
    }

    /// Brings a time zone and a window into force. What was asked for meanwhile still stands there
    /// for the next time.
    package func take(
        timeZone: String,
        window: ConversionWindow,
        of id: Organisation.ID
    ) throws(StorageError) {
        try database.execute(
            """
            UPDATE organisations SET time_zone = \(timeZone), window_days = \(window),
                next_time_zone = NULLIF(next_time_zone, \(timeZone)),
                next_window_days = NULLIF(next_window_days, \(window))
            WHERE id = \(id)
            """
        )
    }
}
