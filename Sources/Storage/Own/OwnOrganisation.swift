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
            SELECT id, name, time_zone, currency, created_at, next_time_zone, window_days,
                next_window_days, awareness_name, consideration_name, purchase_name,
                retention_name, advocacy_name
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
        /// Holds once the background has counted the journey anew.
        package var window: ConversionWindow?
        /// Those of all stages.
        package var stageNames: StageNames?

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
        if let window = change.window { try update(window) }
        if let names = change.stageNames { try update(names) }
    }

    /// Asking for the window that holds takes another that was asked for back.
    private func update(_ window: ConversionWindow) throws(StorageError) {
        try scope.database.execute(
            """
            UPDATE own_organisations
            SET next_window_days = \(window)
            WHERE next_window_days IS NOT NULL OR window_days <> \(window)
            """
        )
    }

    private func update(_ names: StageNames) throws(StorageError) {
        let name = { (stage: Stage) in names[stage]?.text ?? "" }
        try scope.database.execute(
            """
            UPDATE own_organisations SET awareness_name = \(name(.awareness)),
                consideration_name = \(name(.consideration)), purchase_name = \(name(.purchase)),
                retention_name = \(name(.retention)), advocacy_name = \(name(.advocacy))
            """
        )
    }
}
