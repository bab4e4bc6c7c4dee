extension House.File {
    /// The lines with comments and the insides of string literals blanked, so that rules about
    /// code do not trip over prose. Multi-line literals keep their lines.
    var code: [String] {
        var blanker = Blanker()
        return lines.map { line in blanker.blank(line) }
    }

    /// The lines that `holds` says yes to, as `path:line`.
    func places(
        in lines: [String]? = nil,
        where holds: (String) -> Bool
    ) -> [String] {
        (lines ?? code).enumerated()
            .filter { _, line in holds(line) }
            .map { index, _ in "\(path):\(index + 1)" }
    }
}

/// Follows comments and string literals from line to line.
private struct Blanker {
    private var isInComment = false
    private var isInText = false

    mutating func blank(_ line: String) -> String {
        var result = ""
        var rest = Substring(line)
        while !rest.isEmpty {
            if isInComment {
                isInComment = !skip(&rest, past: "*/")
            } else if isInText {
                isInText = !skip(&rest, past: "\"\"\"")
            } else if rest.hasPrefix("//") {
                return result
            } else if rest.hasPrefix("/*") {
                isInComment = true
            } else if rest.hasPrefix("\"\"\"") {
                isInText = true
                rest = rest.dropFirst(3)
            } else if rest.first == "\"" {
                skipLiteral(&rest)
                result += "\"\""
            } else {
                result.append(rest.removeFirst())
            }
        }
        return result
    }

    private func skip(_ rest: inout Substring, past end: String) -> Bool {
        guard let range = rest.firstRange(of: end) else {
            rest = ""
            return false
        }
        rest = rest[range.upperBound...]
        return true
    }

    private func skipLiteral(_ rest: inout Substring) {
        rest.removeFirst()
        while let character = rest.popFirst(), character != "\"" {
            if character == "\\" { rest = rest.dropFirst() }
        }
    }
}
