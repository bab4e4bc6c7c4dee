import Testing

/// What is said in several places, said the same.
struct DocumentTests {
    @Test
    func `the scripts' defaults are those of the settings table`() throws {
        let readme = try House.text("README.md")
        let scripts = House.files(under: "deploy/local", [".sh"])
        let calls = scripts.flatMap { script in
            script.lines.flatMap { line in line.matches(of: /setting (WAYMARK_\w+) (\w+)/) }
        }
        #expect(!calls.isEmpty, "no `setting NAME DEFAULT` was found in deploy/local")
        for call in calls {
            #expect(
                readme.contains("| `\(call.1)` | `\(call.2)` |"),
                "deploy/local says that \(call.1) is \(call.2) by default; the README disagrees"
            )
        }
    }

    @Test
    func `every room has its line in the README`() throws {
        let readme = try House.text("README.md")
        for room in Set(House.sources.map(\.room)) {
            #expect(readme.contains("`\(room)`"), "README.md does not say what \(room) is for")
        }
    }
}
