internal import Domain
internal import JSON
internal import Storage

/// The journey's figures step by step, each beside what it is compared with.
struct JourneyCourseView {
    let request: JourneyRequest
    let asOf: Instant
    let now: [JourneyReport.Step]
    /// As many; nil where there is nothing to compare with.
    let before: [JourneyReport.Step?]

    var json: JSON {
        var members = request.head(asOf: asOf)
        members["steps"] = .array(zip(now, before).map(JourneyCourseView.step))
        return .object(members)
    }

    private static func step(_ now: JourneyReport.Step, _ before: JourneyReport.Step?) -> JSON {
        var members = members(of: now)
        members["previous"] = .optional(before.map { .object(self.members(of: $0)) })
        return .object(members)
    }

    private static func members(of step: JourneyReport.Step) -> JSONObject {
        var entered: JSONObject = [:]
        for stage in Stage.allCases {
            entered[stage.name] = .integer(step.entered[stage] ?? 0)
        }
        return [
            "from": .string(step.days.first.iso),
            "to": .string(step.days.last.iso),
            "new": .integer(step.new),
            "entered": .object(entered),
        ]
    }
}
