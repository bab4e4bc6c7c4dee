import Testing

/// How code is written here, as far as a machine can tell.
struct MannersTests {
    private static let swift = House.sources + House.tests

    @Test(arguments: swift)
    func `a file has at most 300 lines`(_ file: House.File) {
        #expect(file.lines.count <= 301, "\(file.path): \(file.lines.count) lines; split it")
    }

    @Test
    func `half of the files have at most 80 lines`() {
        let lengths = House.sources.map(\.lines.count).sorted()
        let median = lengths[lengths.count / 2]
        #expect(median <= 80, "Sources: the median file has \(median) lines")
    }

    @Test(arguments: swift)
    func `a function has at most 40 lines`(_ file: House.File) {
        for (place, length) in longFunctions(file) {
            Issue.record("\(place): a function of \(length) lines; the limit is 40")
        }
    }

    @Test(arguments: swift)
    func `Sendable without proof says why it is safe`(_ file: House.File) {
        let code = file.code
        for index in code.indices where code[index].contains("@unchecked Sendable") {
            let near = file.lines[max(0, index - 6)...min(index + 6, file.lines.count - 1)]
            #expect(
                near.contains { line in line.contains("//") && line.contains("endable") },
                "\(file.path):\(index + 1): @unchecked Sendable without a sentence why it is safe"
            )
        }
    }

    /// Functions by the indentation of their first and last lines, which the formatter fixes.
    private func longFunctions(_ file: House.File) -> [(place: String, length: Int)] {
        var found: [(String, Int)] = []
        var open: [(indent: Int, line: Int)] = []
        for (index, line) in file.code.enumerated() {
            let indent = line.prefix { character in character == " " }.count
            let opens = ["func ", "init", "subscript"].contains { word in line.contains(word) }
            if opens, line.contains(/\b(func|init|deinit|subscript)\b/), !line.contains("}") {
                open.append((indent, index))
            } else if let last = open.last, indent == last.indent,
                line.hasPrefix(spaces(indent) + "}")
            {
                open.removeLast()
                let length = index - last.line - 1
                if length > 40 { found.append(("\(file.path):\(last.line + 1)", length)) }
            }
        }
        return found
    }

    private func spaces(_ count: Int) -> String { String(repeating: " ", count: count) }
}
