/// Several statements in one text, taken apart by lines.
///
/// A statement ends at a line that ends in `;`. Routines have such lines inside, so between a line
/// that is exactly `BEGIN` and one that is exactly `END;`, both at the very left, nothing ends. A line
/// that starts with `--` ends nothing either. Nothing else is understood, on purpose: what is
/// split wrongly is refused by the server, because it takes one statement at a time.
package struct Script: Sendable, Hashable {
    package struct Statement: Sendable, Hashable {
        /// Without the `;` at its end.
        package let text: String
        /// Of the line it starts on, counted from 1.
        package let line: Int
    }

    package let statements: [Statement]

    /// Throws where the text goes on after the last `;`.
    package init(_ text: String) throws(DatabaseError) {
        var scanner = Scanner()
        let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (number, line) in zip(1..., lines) {
            scanner.take(Substring(line), number: number)
        }
        guard !scanner.isInsideStatement else {
            throw DatabaseError(
                misuse: "the statement of line \(scanner.start) does not end in `;`"
            )
        }
        statements = scanner.statements
    }
}

extension Script {
    /// The lines of the statement that is being read.
    private struct Scanner {
        var statements: [Statement] = []
        var start = 0
        private var lines: [Substring] = []
        private var isInsideBlock = false

        var isInsideStatement: Bool { !lines.isEmpty }

        mutating func take(_ line: Substring, number: Int) {
            let isComment = line.trimmed.hasPrefix("--")
            if lines.isEmpty {
                guard !line.trimmed.isEmpty, !isComment else { return }
                start = number
            }
            lines.append(line)
            if line.hasPrefix("BEGIN"), line.trimmed == "BEGIN" { isInsideBlock = true }
            if line.hasPrefix("END;"), line.trimmed == "END;" { isInsideBlock = false }
            if line.trimmed.hasSuffix(";"), !isComment, !isInsideBlock { end() }
        }

        private mutating func end() {
            let text = lines.joined(separator: "\n").trimmed.dropLast()
            statements.append(Statement(text: String(text), line: start))
            lines = []
        }
    }
}

extension StringProtocol {
    fileprivate var trimmed: SubSequence {
        let isSpace = { (character: Character) in character.isWhitespace }
        guard let first = firstIndex(where: { !isSpace($0) }),
            let last = lastIndex(where: { !isSpace($0) })
        else { return self[startIndex..<startIndex] }
        return self[first...last]
    }
}
