import Testing

/// The rules are only as good as their eye for what is code.
struct SwiftCodeTests {
    @Test
    func `comments and literals are not code`() {
        let file = House.File(
            path: "Sources/X/Y.swift",
            lines: [
                "let a = 1 // try! this", "/* try!", "try! */ let b = 2",
                "let c = \"try! \\\" try!\" + d", "let e = \"\"\"", "    try!", "    \"\"\" + f",
                "try! g()",
            ]
        )
        #expect(
            file.code == [
                "let a = 1 ", "", " let b = 2", "let c = \"\" + d", "let e = ", "", " + f",
                "try! g()",
            ]
        )
        #expect(file.room == "X")
    }
}
