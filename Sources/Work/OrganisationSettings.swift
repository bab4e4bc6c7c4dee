internal import Domain
internal import Storage

/// The settings of organisations that the journey depends on, read once in a while.
struct OrganisationSettings {
    struct Settings {
        let zone: TimeZone
        let currency: Currency
    }

    private var known: [Organisation.ID: Settings] = [:]
    private let database: Database

    init(database: Database) {
        self.database = database
    }

    /// Throws where the organisation is gone or its time zone is not one that the system knows.
    mutating func settings(of organisation: Organisation.ID) throws(StorageError) -> Settings {
        if let settings = known[organisation] { return settings }
        guard let record = try OrganisationStore(database: database).find(organisation) else {
            throw StorageError(.broken, "organisation \(organisation.text) does not exist")
        }
        guard let zone = TimeZoneFile.load(record.timeZone) else {
            throw StorageError(
                .broken,
                "the system does not know the time zone \(record.timeZone): install tzdata"
            )
        }
        let settings = Settings(zone: zone, currency: record.currency)
        known[organisation] = settings
        return settings
    }

    /// Forgets what was read, so that changes are seen.
    mutating func forget() {
        known = [:]
    }
}
