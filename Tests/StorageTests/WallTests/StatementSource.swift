/// Takes the SQL out of Swift source: every literal that begins with a verb of SQL.
struct StatementSource {
    let statements: [String]

    private static let verbs = ["SELECT", "INSERT", "UPDATE", "DELETE", "CALL"]

    init(_ source: String) {
        var scanner = LiteralScanner(source)
        statements = scanner.literals().filter { literal in
            StatementSource.verbs.contains { literal.hasPrefix($0 + " ") }
        }
    }
}

/// Walks over Swift source from literal to literal.
struct LiteralScanner {
    private let text: [Character]
    private var position = 0

    init(_ source: String) {
        text = Array(source)
    }

    /// The text of every literal, with what a statement would have for its interpolations.
    mutating func literals() -> [String] {
        var literals: [String] = []
        while position < text.count {
            if isAt("//") {
                skipLine()
            } else if isAt("\"") {
                literals.append(literal())
            } else {
                position += 1
            }
        }
        return literals
    }

    private func isAt(_ mark: String) -> Bool {
        text[position...].starts(with: Array(mark))
    }

    private mutating func skipLine() {
        while position < text.count, text[position] != "\n" { position += 1 }
    }

    private mutating func literal() -> String {
        let mark = isAt("\"\"\"") ? "\"\"\"" : "\""
        position += mark.count
        var literal = ""
        while position < text.count, !isAt(mark) {
            if isAt("\\(") {
                literal += LiteralScanner.placeholder(interpolation(), after: literal)
            } else if isAt("\\") {
                literal += String(text[min(position + 1, text.count - 1)])
                position += 2
            } else {
                literal.append(text[position])
                position += 1
            }
        }
        position += mark.count
        return String(literal.drop(while: \.isWhitespace))
    }

    /// What stands in `\(…)`, whatever parentheses and literals are in it.
    private mutating func interpolation() -> String {
        position += 2
        var depth = 1
        var inner = ""
        while position < text.count {
            if isAt("\"") {
                inner += literal()
                continue
            }
            if text[position] == "(" { depth += 1 }
            if text[position] == ")" { depth -= 1 }
            if depth == 0 { break }
            inner.append(text[position])
            position += 1
        }
        position += 1
        return inner
    }

    /// A fragment is a condition behind WHERE, AND or ON, and nothing anywhere else.
    private static func placeholder(_ inner: String, after literal: String) -> String {
        if inner.hasPrefix("anyOf:") { return "(?)" }
        guard inner.hasPrefix("fragment") else { return "?" }
        let word = literal.split(whereSeparator: \.isWhitespace).last ?? ""
        return ["WHERE", "AND", "OR", "ON"].contains(word) ? "TRUE" : ""
    }
}
