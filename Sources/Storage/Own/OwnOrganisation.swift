package import Domain
internal import MariaDB

/// The caller's own organisation.
package struct OwnOrganisation {
    private let scope: OwnScope

    package init(_ scope: OwnScope) {
        self.scope = scope
    }

    package func find() throws(StorageError) -> OrganisationRecord {
        let row: OrganisationRecord.Row? = try scope.database.row(
            """
            SELECT id, name, time_zone, currency, created_at, next_time_zone
            FROM own_organisations
            """
        )
        guard let row else {
            throw StorageError(.broken, "organisation \(scope.organisation.text) is gone")
        }
        return OrganisationRecord(row)
    }

    /// What may be changed about an organisation; what is nil stays.
    package struct Change: Sendable {
        package var name: String?
        package var currency: Currency?
        /// Holds once the background has counted the journey's days anew.
        package var timeZone: String?

        package init() {}
    }

    package func update(_ change: Change) throws(StorageError) {
        try scope.database.execute(
            """
            UPDATE own_organisations SET name = COALESCE(\(change.name), name),
                currency = COALESCE(\(change.currency), currency),
                next_time_zone = COALESCE(\(change.timeZone), next_time_zone)
            """
        )
    }
}
