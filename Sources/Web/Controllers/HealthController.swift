internal import Domain
internal import HTTP
internal import JSON
internal import Storage

/// Whether Waymark is up, in seed 000's words.
enum HealthController {
    /// Counts are for known callers only.
    static func health(_ visit: Visit) throws -> Response {
        guard !visit.services.sight.isDatabaseHanging else { return unhealthy(visit) }
        do throws(StorageError) {
            return .json(.object(try healthy(visit)))
        } catch {
            guard error.isAway else { throw error }
            return unhealthy(visit)
        }
    }

    private static func healthy(_ visit: Visit) throws(StorageError) -> JSONObject {
        var members: JSONObject = [
            "success": true,
            "status": "healthy",
            "timestamp": .string(visit.now.iso8601),
        ]
        if let scope = visit.entered {
            let events = try EventReport(scope).count()
            members["events_count"] = .integer(events.value)
            if events.certainty != .exact { members["events_count_is"] = "at_least" }
            members["customers_count"] = .integer(try CustomerReport(scope).count())
        } else {
            try visit.gate.ping()
        }
        return members
    }

    private static func unhealthy(_ visit: Visit) -> Response {
        var response = Response.json(
            [
                "success": false,
                "status": "unhealthy",
                "error": "The database is away.",
                "timestamp": .string(visit.now.iso8601),
            ],
            status: 503
        )
        response.headers.append(("Retry-After", "5"))
        return response
    }
}
