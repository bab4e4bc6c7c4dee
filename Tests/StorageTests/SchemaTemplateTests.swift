import Testing

@testable import Storage

struct SchemaTemplateTests {
    @Test
    func `names are filled in and quoted by what they are`() throws {
        let script = SchemaTemplate("A ${who}; B ${what}.*; C ${secret}; $ {} }")
        let filled = try script.filled([
            "who": .account(name: "way", host: "%"), "what": .identifier("mark"),
            "secret": .text("it's \\ ${who}"),
        ])
        #expect(filled == "A 'way'@'%'; B `mark`.*; C 'it\\'s \\\\ ${who}'; $ {} }")
    }

    @Test(arguments: ["${unknown}", "${", "${who"])
    func `a name that nothing fills is refused`(_ text: String) {
        #expect(throws: StorageError.self) {
            try SchemaTemplate(text).filled(["who": .text("")])
        }
    }
}
