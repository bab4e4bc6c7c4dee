internal import Domain
internal import HTTP
internal import JSON
internal import Storage

/// The journey over a period, beside the period before.
enum JourneyController {
    static func show(_ visit: Visit) throws -> Response {
        let scope = try visit.scope()
        let organisation = try OwnOrganisation(scope).find()
        let zone = try organisation.zone()
        let report = JourneyReport(scope)
        let names = try report.sources()
        let source = try source(visit, names)
        let today = zone.day(of: visit.now)
        let request = try PeriodRequest(visit, today: today)
        let window = JourneyWindow(at: visit.now, in: zone)
        let (figures, before, places) = try scope.snapshot { () throws(StorageError) in
            (
                try report.figures(
                    over: request.period,
                    openSince: window.firstDay,
                    source: source
                ),
                try request.comparison.map { period throws(StorageError) in
                    try report.flow(over: period, source: source)
                },
                try report.places(source: source)
            )
        }
        let view = JourneyView(
            organisation: organisation,
            asOf: visit.now,
            today: today,
            request: request,
            sources: names,
            now: figures.all,
            open: figures.open,
            before: before,
            places: places
        )
        return .json(view.json)
    }

    /// The number of the source that the report is asked for; `-` stands for no source at all.
    private static func source(_ visit: Visit, _ names: [UInt16: String]) throws -> UInt16? {
        guard let name = visit.request.query.first("source"), !name.isEmpty else { return nil }
        if name == "-" { return 0 }
        guard let number = names.first(where: { $0.value == name })?.key else {
            throw Problem.malformed(["source: no customer came by “\(name)”"])
        }
        return number
    }
}

extension OrganisationRecord {
    /// The time zone that decides what a day is.
    func zone() throws -> TimeZone {
        guard let zone = TimeZoneFile.load(timeZone) else {
            throw Problem.unexpected.explained("The server does not know your time zone.")
        }
        return zone
    }
}
