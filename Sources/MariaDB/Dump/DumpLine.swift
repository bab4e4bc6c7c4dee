/// One line of a dump, judged: a dump may fill tables and do nothing else, whoever wrote it.
enum DumpLine: Equatable {
    /// `-- …`, and the preamble, which the loading session has done already.
    case remark
    /// `DELETE FROM`, `ALTER TABLE … AUTO_INCREMENT`: a whole statement about this table.
    case statement(table: String)
    /// `INSERT INTO … VALUES`: rows of this table follow.
    case opening(table: String)
    /// A tuple of literals; the last one ends its statement.
    case row(isLast: Bool)

    /// Nil for a line that no dump has.
    init?(_ line: ArraySlice<UInt8>) {
        var reader = LineReader(line)
        if reader.skip("(") {
            guard reader.skipLiterals(), let end = reader.skipOne(of: [",", ";"]), reader.isAtEnd
            else { return nil }
            self = .row(isLast: end == ";")
        } else if reader.skip("INSERT INTO ") {
            guard let table = reader.name(), reader.skip(" ("), reader.skipNames(),
                reader.skip(") VALUES"), reader.isAtEnd
            else { return nil }
            self = .opening(table: table)
        } else if reader.skip("DELETE FROM ") {
            guard let table = reader.name(), reader.skip(";"), reader.isAtEnd else { return nil }
            self = .statement(table: table)
        } else if reader.skip("ALTER TABLE ") {
            guard let table = reader.name(), reader.skip(" AUTO_INCREMENT = "),
                reader.skipNumber(), reader.skip(";"), reader.isAtEnd
            else { return nil }
            self = .statement(table: table)
        } else if reader.skip("-- ") || line.elementsEqual(DataDump.preamble.utf8) {
            self = .remark
        } else {
            return nil
        }
    }
}

/// Takes a line apart from left to right.
private struct LineReader {
    private let bytes: ArraySlice<UInt8>
    private var position: Int

    init(_ line: ArraySlice<UInt8>) {
        bytes = line
        position = line.startIndex
    }

    var isAtEnd: Bool { position == bytes.endIndex }

    private var next: UInt8? { isAtEnd ? nil : bytes[position] }

    mutating func skip(_ text: StaticString) -> Bool {
        let wanted = text.description.utf8
        guard bytes[position...].starts(with: wanted) else { return false }
        position += wanted.count
        return true
    }

    mutating func skipOne(of marks: [Unicode.Scalar]) -> Unicode.Scalar? {
        guard let next, let mark = marks.first(where: { $0.value == next }) else { return nil }
        position += 1
        return mark
    }

    /// A name in backquotes, of letters, digits and `_`.
    mutating func name() -> String? {
        guard skip("`") else { return nil }
        let name = bytes[position...].prefix { $0 == 0x5F || $0.isDigit || ($0 | 0x20).isLetter }
        position = name.endIndex
        return !name.isEmpty && skip("`") ? String(decoding: name, as: UTF8.self) : nil
    }

    mutating func skipNames() -> Bool {
        repeat {
            guard name() != nil else { return false }
        } while skip(", ")
        return true
    }

    /// Literals up to the closing parenthesis.
    mutating func skipLiterals() -> Bool {
        while true {
            guard skipLiteral(), let end = skipOne(of: [",", ")"]) else { return false }
            if end == ")" { return true }
        }
    }

    private mutating func skipLiteral() -> Bool {
        switch next {
        case UInt8(ascii: "'"): skipText()
        case UInt8(ascii: "X"): skip("X'") && skipHex()
        case UInt8(ascii: "N"): skip("NULL")
        default: skipNumber()
        }
    }

    /// A text to its closing quote; a backslash takes the meaning off what follows.
    private mutating func skipText() -> Bool {
        position += 1
        while let byte = next {
            position += 1
            if byte == UInt8(ascii: "'") { return true }
            if byte == UInt8(ascii: "\\") {
                guard next != nil else { return false }
                position += 1
            }
        }
        return false
    }

    private mutating func skipHex() -> Bool {
        while let byte = next, byte.isDigit || (0x41...0x46).contains(byte) { position += 1 }
        return skip("'")
    }

    /// Digits with a sign, a fraction and an exponent, where there are any.
    mutating func skipNumber() -> Bool {
        _ = skip("-")
        guard skipDigits() else { return false }
        if skip("."), !skipDigits() { return false }
        guard skip("e") else { return true }
        _ = skip("-") || skip("+")
        return skipDigits()
    }

    private mutating func skipDigits() -> Bool {
        let start = position
        while let byte = next, byte.isDigit { position += 1 }
        return position > start
    }
}

extension UInt8 {
    fileprivate var isDigit: Bool { (0x30...0x39).contains(self) }
    fileprivate var isLetter: Bool { (0x61...0x7A).contains(self) }
}
