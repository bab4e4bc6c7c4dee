package import HTTP
internal import Metrics

/// How many requests were answered and how long that took, by the route's class and the status's.
///
/// Everything is made at the start, so that counting waits for nobody and a caller who makes up
/// paths makes up no numbers.
package struct RequestMeters: Sendable {
    /// What posts of senders and the live stream count as; the API's classes are named by paths.
    package static let intake = "intake"
    package static let stream = "stream"
    private static let other = "other"
    private static let statusClasses = 2...5

    private let histograms: [String: [Histogram]]

    package init() {
        let classes = Set(Site.router.routes.map { Self.routeClass(ofPattern: $0.pattern) })
        histograms = Dictionary(
            uniqueKeysWithValues: classes.union([Self.intake, Self.stream, Self.other]).map {
                ($0, Self.statusClasses.map { _ in Histogram() })
            }
        )
    }

    /// Counts an answer.
    package func count(_ routeClass: String, status: Int, took duration: Duration) {
        let statuses = histograms[routeClass] ?? histograms[Self.other] ?? []
        let index = status / 100 - Self.statusClasses.lowerBound
        if statuses.indices.contains(index) { statuses[index].observe(duration) }
    }

    /// The class of a request to the API: `customers` for `/api/customers/12`.
    package func routeClass(of request: Request) -> String {
        let name = Self.routeClass(ofPattern: request.path)
        return histograms[name] == nil ? Self.other : name
    }

    /// The first segment of the path that is not `api`.
    private static func routeClass(ofPattern pattern: String) -> String {
        let segments = pattern.utf8.split(separator: UInt8(ascii: "/"), maxSplits: 2)
        let isOfAPI = segments.first?.elementsEqual("api".utf8) == true
        let segment = isOfAPI ? segments.dropFirst().first : segments.first
        return segment.flatMap { String($0) } ?? other
    }

    /// How many answers were given so far.
    package var count: Int {
        histograms.values.joined().reduce(0) { $0 + $1.count }
    }

    func expose(in exposition: inout Exposition) {
        let samples = histograms.sorted { $0.key < $1.key }.flatMap { name, statuses in
            zip(Self.statusClasses, statuses).filter { $0.1.count > 0 }.map { status, histogram in
                (labels: [("route", name), ("status", "\(status)xx")], value: histogram)
            }
        }
        exposition.add(
            "waymark_request_seconds",
            "Time from a whole request to its answer, by class of route and of status.",
            samples
        )
    }
}
