internal import Domain
internal import JSON
internal import Storage

extension JourneyRequest {
    /// What every report of the journey begins with.
    func head(asOf: Instant) -> JSONObject {
        [
            "success": true,
            "period": periodView,
            "compare": comparisonView,
            "as_of": .string(asOf.iso8601),
            "today": .string(today.iso),
        ]
    }

    /// The period as reports name it.
    private var periodView: JSON {
        [
            "from": .string(period.period.first.iso),
            "to": .string(period.period.last.iso),
            "days": .integer(period.period.count),
            "time_zone": .string(organisation.timeZone),
        ]
    }

    /// The days that it is compared with.
    private var comparisonView: JSON {
        .optional(
            period.comparison.map { ["from": .string($0.first.iso), "to": .string($0.last.iso)] }
        )
    }
}
