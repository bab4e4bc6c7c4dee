internal import Domain
internal import HTTP
internal import JSON
internal import Metrics
internal import Storage

/// How Waymark itself fares: for admins, and for the monitoring.
enum StatusController {
    /// What is well and what is not, with the own organisation's failed deliveries.
    static func show(_ visit: Visit) throws -> Response {
        let counts = try DeliveryList(visit.scope()).counts(DeliveryList.Filter())
        return .json(StatusView(visit.services, own: counts, now: visit.now).json)
    }

    /// Numbers for a scrape. nginx lets only the addresses of the monitoring in here.
    static func metrics(_ visit: Visit) throws -> Response {
        let text = visit.services.sight.exposition(at: visit.now)
        return .bytes(Array(text.utf8), type: Exposition.contentType)
    }
}
