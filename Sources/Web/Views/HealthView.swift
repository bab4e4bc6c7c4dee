internal import Domain
internal import JSON
internal import Storage

/// How a connection fares: a word for it, the last day by the hour, and what went wrong last.
struct HealthView {
    private let health: ConnectionHealth
    private let isPaused: Bool
    private let now: Instant

    init(_ health: ConnectionHealth, isPaused: Bool, now: Instant) {
        self.health = health
        self.isPaused = isPaused
        self.now = now
    }

    var json: JSON {
        [
            "state": .string(state),
            "last_delivery_at": .optional(health.lastDeliveryAt?.iso8601),
            "last_refusal": .optional(
                health.lastRefusal.map {
                    [
                        "at": .string($0.at.iso8601), "reason": .string($0.reason),
                        "detail": .string($0.detail),
                    ]
                }
            ),
            "accepted_24h": .integer(health.hours.reduce(0) { $0 + $1.accepted }),
            "refused_24h": .integer(health.hours.reduce(0) { $0 + $1.refused }),
            "dead": .integer(health.dead),
            "quarantined": .integer(health.quarantined),
            "hours": .array(hours),
        ]
    }

    private var state: String {
        if isPaused { return "paused" }
        switch (health.lastDeliveryAt, health.lastRefusal?.at) {
        case (nil, nil): return "new"
        case (let accepted, let refused?) where accepted.map({ refused > $0 }) ?? true:
            return "failing"
        default: return health.dead + health.quarantined > 0 ? "failing" : "healthy"
        }
    }

    /// The last 24 hours, this one included, also those in which nothing came.
    private var hours: [JSON] {
        let known = Dictionary(health.hours.map { ($0.start, $0) }) { first, _ in first }
        let current = Instant(seconds: now.seconds.flooredQuotient(by: 3_600) * 3_600)
        return (0..<24).map { index in
            let start = current - .hours(23 - index)
            return [
                "hour": .string(start.iso8601),
                "accepted": .integer(known[start]?.accepted ?? 0),
                "refused": .integer(known[start]?.refused ?? 0),
            ]
        }
    }
}
