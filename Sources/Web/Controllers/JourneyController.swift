internal import Domain
internal import HTTP
internal import JSON
internal import Storage

/// The journey over a period, beside the period before.
enum JourneyController {
    static func show(_ visit: Visit) throws -> Response {
        let scope = try visit.scope()
        let report = JourneyReport(scope)
        let request = try JourneyRequest(visit, of: report, scope)
        let window = JourneyWindow(
            of: request.organisation.window,
            at: visit.now,
            in: request.zone
        )
        let (figures, before, places) = try scope.snapshot { () throws(StorageError) in
            (
                try report.figures(
                    over: request.period.period,
                    openSince: window.firstDay,
                    source: request.source
                ),
                try request.period.comparison.map { period throws(StorageError) in
                    try report.flow(over: period, source: request.source)
                },
                try report.places(source: request.source)
            )
        }
        let view = JourneyView(
            request: request,
            asOf: visit.now,
            now: figures.all,
            open: figures.open,
            before: before,
            places: places
        )
        return .json(view.json)
    }

    /// Who came on each day of the period, or in each month of a long one.
    static func course(_ visit: Visit) throws -> Response {
        let scope = try visit.scope()
        let report = JourneyReport(scope)
        let request = try JourneyRequest(visit, of: report, scope)
        let period = request.period.period
        let steps = period.steps
        let none: [DayRange?] = Array(repeating: nil, count: steps.count)
        let stepsBefore = request.period.comparedBy?.steps(for: period) ?? none
        let (now, before) = try scope.snapshot { () throws(StorageError) in
            (
                try report.course(over: steps, source: request.source),
                try report.course(over: stepsBefore, source: request.source)
            )
        }
        let view = JourneyCourseView(
            request: request,
            asOf: visit.now,
            now: now.compactMap(\.self),
            before: before
        )
        return .json(view.json)
    }
}
