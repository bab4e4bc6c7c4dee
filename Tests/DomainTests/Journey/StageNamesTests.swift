import Domain
import Testing

struct StageNamesTests {
    @Test(arguments: [
        ("Lead", "Lead"), (" \t Lead \n", "Lead"), ("x", "x"),
        ("Nach-frage & Kauf", "Nach-frage & Kauf"),
        (String(repeating: "W", count: 40), String(repeating: "W", count: 40)),
        (String(repeating: "é", count: 40), String(repeating: "é", count: 40)),
    ])
    func `a name is one to forty characters, without the space around it`(raw: String, text: String)
    {
        #expect(StageName(raw)?.text == text)
    }

    @Test(arguments: [
        "", "  ", "\u{200B}", "two\nlines", "a\u{7}b", String(repeating: "W", count: 41),
    ])
    func `what is empty, too long or not to be seen is no name`(raw: String) {
        #expect(StageName(raw) == nil)
    }

    @Test(arguments: [1, 90, 365]) func `a window of whole days up to a year`(days: Int) {
        #expect(ConversionWindow(days: days)?.duration == .seconds(86_400 * days))
    }

    @Test(arguments: [-1, 0, 366]) func `no other window`(days: Int) {
        #expect(ConversionWindow(days: days) == nil)
    }

    private func names(_ own: [Stage: String]) -> StageNames {
        var names = StageNames()
        for (stage, text) in own { names[stage] = StageName(text) }
        return names
    }

    @Test func `names that can be told apart do not clash`() {
        #expect(names([:]).clashes.isEmpty)
        #expect(names([.awareness: "Purchase", .purchase: "Awareness"]).clashes.isEmpty)
        #expect(names([.awareness: "awareness", .purchase: "Bought"]).clashes.isEmpty)
    }

    @Test(arguments: [
        ([Stage.awareness: "Lead", .purchase: "LEAD"], Stage.purchase, Stage.awareness),
        ([.retention: "Ärger", .advocacy: "ärger"], .advocacy, .retention),
        ([.retention: "AWARENESS"], .retention, .awareness),
        ([.awareness: "Retention"], .awareness, .retention),
    ])
    func `the same name twice is a fault of the one that was given`(
        own: [Stage: String],
        stage: Stage,
        other: Stage
    ) {
        let clashes = names(own).clashes
        #expect(clashes.map(\.stage) == [stage])
        #expect(clashes.map(\.other) == [other])
    }
}
