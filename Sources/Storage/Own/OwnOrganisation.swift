internal import Domain
internal import MariaDB

/// The caller's own organisation.
package struct OwnOrganisation {
    private let scope: OwnScope

    package init(_ scope: OwnScope) {
        self.scope = scope
    }

    package func find() throws(StorageError) -> OrganisationRecord {
        let row: (Organisation.ID, String, String, Currency)? = try scope.database.row(
            "SELECT id, name, time_zone, currency FROM own_organisations"
        )
        guard let row else {
            throw StorageError(.broken, "organisation \(scope.organisation.text) is gone")
        }
        return OrganisationRecord(id: row.0, name: row.1, timeZone: row.2, currency: row.3)
    }
}
