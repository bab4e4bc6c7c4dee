internal import Domain
internal import JSON
internal import Storage

extension JourneyRequest {
    /// The period as reports name it.
    var periodView: JSON {
        [
            "from": .string(period.period.first.iso),
            "to": .string(period.period.last.iso),
            "days": .integer(period.period.count),
            "time_zone": .string(organisation.timeZone),
        ]
    }

    /// The days that it is compared with.
    var comparisonView: JSON {
        .optional(
            period.comparison.map { ["from": .string($0.first.iso), "to": .string($0.last.iso)] }
        )
    }
}
