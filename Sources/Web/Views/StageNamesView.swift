internal import Domain
internal import JSON

extension StageNames {
    /// Every stage with its own name, null where it has its usual one.
    var json: JSON {
        .object(JSONObject(Stage.allCases.map { .init($0.name, .optional(self[$0]?.text)) }))
    }
}
