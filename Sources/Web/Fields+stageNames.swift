internal import Domain
internal import JSON

extension Fields {
    /// The names of all stages: those that an object gives over those that hold. An empty one, or
    /// null, is the usual name.
    mutating func stageNames(_ name: String, over known: StageNames) -> StageNames? {
        let given = value(name, "an object with names by stage") { json -> JSONObject? in
            if case .object(let object) = json { object } else { nil }
        }
        guard let given else { return nil }
        var names = known
        for stage in Stage.allCases {
            guard let text = given[stage.name] else { continue }
            names[stage] = stageName(text, "\(name).\(stage.name)")
        }
        for clash in names.clashes {
            let other = names[clash.other]?.text ?? clash.other.name
            fault("\(name).\(clash.stage.name)", "another stage is called “\(other)”")
        }
        return names
    }

    private mutating func stageName(_ json: JSON, _ place: String) -> StageName? {
        if json == .null || json.text?.trimmed.isEmpty == true { return nil }
        let name = json.text.flatMap { StageName($0) }
        if name == nil { fault(place, "1 to \(StageName.longest) characters, on one line") }
        return name
    }
}
