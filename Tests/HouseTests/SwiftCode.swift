/// Follows comments and string literals from line to line.
struct Blanker {
    private var isInComment = false
    private var isInText = false

    mutating func blank(_ line: String) -> String {
        let isPlain = !line.utf8.contains { byte in
            byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "/")
        }
        if isPlain { return isInComment || isInText ? "" : line }
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
