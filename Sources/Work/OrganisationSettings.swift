internal import Domain
internal import Storage

/// The settings of organisations that the journey depends on: read anew in every transaction, which
/// holds its lanes by then, so that nobody counts by what is not in force any more.
struct OrganisationSettings {
    struct Settings {
        let zone: TimeZone
        let window: ConversionWindow
        let currency: Currency
    }

    /// Zones by name: reading one from the system's files is what costs.
    private var zones: [String: TimeZone] = [:]
    private let database: Database

    init(database: Database) {
        self.database = database
    }

    /// Throws where the organisation is gone or its time zone is not one that the system knows.
    mutating func settings(of organisation: Organisation.ID) throws(StorageError) -> Settings {
        guard let record = try OrganisationStore(database: database).find(organisation) else {
            throw StorageError(.broken, "organisation \(organisation.text) does not exist")
        }
        let zone = try zone(record.timeZone)
        return Settings(zone: zone, window: record.window, currency: record.currency)
    }

    private mutating func zone(_ name: String) throws(StorageError) -> TimeZone {
        if let zone = zones[name] { return zone }
        guard let zone = TimeZoneFile.load(name) else {
            throw StorageError(
                .broken,
                "the system does not know the time zone \(name): install tzdata"
            )
        }
        zones[name] = zone
        return zone
    }

    /// Forgets what was read, so that changes of the system's files are seen.
    mutating func forget() {
        zones = [:]
    }
}
