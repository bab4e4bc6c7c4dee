import Testing

/// Something that no line may say, with a line that says it: a rule that cannot fail is no rule.
struct LineRule: Sendable, CustomTestStringConvertible {
    /// What of a line is read.
    enum Reading {
        /// Without comments and the insides of literals.
        case code
        /// As it stands there.
        case text
    }

    /// What is wrong with such a line, for the person who wrote it.
    let sentence: String
    /// What such a line cannot do without. Most files have none of them, and looking for a word is
    /// much quicker than judging every line.
    let words: [String]
    var reading = Reading.code
    /// Rooms that may.
    var exempt: Set<String> = []
    let pattern: @Sendable () -> Regex<AnyRegexOutput>
    let offence: String

    var testDescription: String { sentence }

    /// The places in a file that break the rule, as `path:line`.
    func places(in file: House.File) -> [String] {
        guard !exempt.contains(file.room), words.contains(where: file.mentions) else { return [] }
        // In simple boundaries a dot parts two words; by Unicode's default it joins them.
        let pattern = pattern().wordBoundaryKind(.simple)
        return (reading == .code ? file.code : file.lines).enumerated()
            .filter { _, line in line.contains(pattern) }
            .map { index, _ in "\(file.path):\(index + 1)" }
    }
}

struct LineRuleTests {
    private static let rules = LineRule.everywhere + LineRule.sources + LineRule.page

    @Test(arguments: rules)
    func `a rule catches the line that breaks it`(_ rule: LineRule) {
        let file = House.File(path: "Sources/Nowhere/File.swift", lines: ["", rule.offence])
        #expect(rule.places(in: file) == ["Sources/Nowhere/File.swift:2"])
    }

    @Test(arguments: LineRule.everywhere)
    func `the rules for all code hold`(_ rule: LineRule) {
        judge(House.sources + House.tests + House.files(under: "schema", [".sql"]), by: rule)
    }

    @Test(arguments: LineRule.sources)
    func `the rules for the rooms hold`(_ rule: LineRule) {
        judge(House.sources, by: rule)
    }

    @Test(arguments: LineRule.page)
    func `the rules for the page hold`(_ rule: LineRule) {
        judge(House.page, by: rule)
    }

    private func judge(_ files: [House.File], by rule: LineRule) {
        for place in files.flatMap(rule.places) {
            Issue.record("\(place): \(rule.sentence)")
        }
    }
}
