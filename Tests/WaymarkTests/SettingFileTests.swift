import Testing

@testable import waymark

struct SettingFileTests {
    @Test
    func `lines are KEY=value, with comments, blanks and quotes`() throws {
        let file = try SettingFile(
            """
            # a comment

              A = one = 1\u{20}
            B="two words"
            C='#'
            D=
            E="
            """,
            path: "f"
        )
        #expect(file.values == ["A": "one = 1", "B": "two words", "C": "#", "D": "", "E": "\""])
    }

    @Test
    func `what is not KEY=value or stands twice is a fault with its line`() {
        let faults = #expect(throws: SettingFaults.self) {
            try SettingFile("A=1\r\nnonsense\r\nA=2", path: "f")
        }
        #expect(
            faults?.faults.map(\.sentence) == [
                "f, line 2: “nonsense” is not KEY=value",
                "f, line 3: A is given twice; keep one of the lines",
            ]
        )
    }
}
