internal import Domain
internal import HTTP

/// Which days a report is asked for, and which to compare them with.
struct PeriodRequest {
    let period: DayRange
    let comparedBy: DayComparison?

    var comparison: DayRange? { comparedBy?.range(for: period) }

    /// Reads `period`, `from`, `to` and `compare`; periods end today in the organisation's zone.
    init(_ visit: Visit, today: Day) throws {
        period = try PeriodRequest.period(visit, today: today)
        switch visit.request.query.first("compare") {
        case nil, "", "prev": comparedBy = .previous
        case "yoy": comparedBy = .yearBefore
        case "off": comparedBy = nil
        default: throw Problem.malformed(["compare: one of prev, yoy, off"])
        }
    }

    private static func period(_ visit: Visit, today: Day) throws -> DayRange {
        let first: Day? =
            switch visit.request.query.first("period") {
            case "7d": today.advanced(by: -6)
            case nil, "", "30d": today.advanced(by: -29)
            case "90d": today.advanced(by: -89)
            case "12m": today.advanced(byMonths: -12).advanced(by: 1)
            case "custom": nil
            default: throw Problem.malformed(["period: one of 7d, 30d, 90d, 12m, custom"])
            }
        if let first, let range = DayRange(first: first, last: today) { return range }
        return try custom(visit)
    }

    private static func custom(_ visit: Visit) throws -> DayRange {
        let expected = "a day such as 2026-11-21"
        let first = try visit.parameter("from", expected) { Day(iso: $0) }
        let last = try visit.parameter("to", expected) { Day(iso: $0) }
        guard let first, let last else {
            throw Problem.malformed(["from, to: both are needed for a custom period"])
        }
        guard let range = DayRange(first: first, last: last), range.count <= 3_700 else {
            throw Problem.malformed(["to: not before from, and at most ten years after it"])
        }
        return range
    }
}
