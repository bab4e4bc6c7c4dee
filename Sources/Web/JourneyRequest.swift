internal import Domain
internal import HTTP
internal import Storage

/// What a report of the journey is asked for, and by which organisation's days.
struct JourneyRequest {
    let organisation: OrganisationRecord
    let zone: TimeZone
    let today: Day
    let period: PeriodRequest
    /// The names of all sources by number.
    let sources: [UInt16: String]
    /// The number of the one that is asked for.
    let source: UInt16?

    init(_ visit: Visit, of report: JourneyReport, _ scope: OwnScope) throws {
        organisation = try OwnOrganisation(scope).find()
        zone = try organisation.zone()
        today = zone.day(of: visit.now)
        sources = try report.sources()
        source = try JourneyRequest.source(visit, sources)
        period = try PeriodRequest(visit, today: today)
    }

    /// `-` stands for no source at all.
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
