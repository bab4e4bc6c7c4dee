extension JSONReader {
    /// A number with its digits as written, by the grammar of RFC 8259, 6.
    mutating func readNumber() throws(JSONFault) -> String {
        let start = index
        if next == UInt8(ascii: "-") { index += 1 }
        if next == UInt8(ascii: "0") {
            index += 1
        } else {
            try skipDigits()
        }
        if next == UInt8(ascii: ".") {
            index += 1
            try skipDigits()
        }
        if next | 0x20 == UInt8(ascii: "e") {
            index += 1
            if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { index += 1 }
            try skipDigits()
        }
        return String(decoding: bytes[start..<index], as: UTF8.self)
    }

    private mutating func skipDigits() throws(JSONFault) {
        guard isDigit(next) else { throw unexpected(instead: "a digit") }
        while isDigit(next) { index += 1 }
    }

    /// A string: made straight from the bytes unless it holds an escape.
    mutating func readString() throws(JSONFault) -> String {
        index += 1
        let start = index
        try skipPlainBytes()
        guard next == UInt8(ascii: "\\") else {
            let end = index
            index += 1
            return try text(of: bytes.span.extracting(start..<end), at: start)
        }
        var unescaped = Array(bytes[start..<index])
        while next == UInt8(ascii: "\\") {
            try readEscape(into: &unescaped)
            let run = index
            try skipPlainBytes()
            unescaped += bytes[run..<index]
        }
        index += 1
        return try text(of: unescaped.span, at: start)
    }

    /// Moves to the next backslash or closing quote.
    private mutating func skipPlainBytes() throws(JSONFault) {
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): return
            case 0..<0x20: throw fault("a control character that is not escaped")
            default: index += 1
            }
        }
        throw fault("unexpected end, expected “\"”")
    }

    private func text(of utf8: Span<UInt8>, at start: Int) throws(JSONFault) -> String {
        do {
            return String(copying: try UTF8Span(validating: utf8))
        } catch {
            throw fault("invalid UTF-8", at: start + error.byteOffsets.lowerBound)
        }
    }

    private mutating func readEscape(into text: inout [UInt8]) throws(JSONFault) {
        index += 1
        let letter = next
        index += 1
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(letter)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"): text.append(contentsOf: String(try readScalar()).utf8)
        default: throw fault("an unknown escape", at: index - 2)
        }
    }

    /// The scalar of `\uXXXX`, or of two of them that are a surrogate pair.
    private mutating func readScalar() throws(JSONFault) -> Character {
        let start = index - 2
        let first = try readHexUnit()
        if let scalar = Unicode.Scalar(first) { return Character(scalar) }
        guard UTF16.isLeadSurrogate(first), bytes[index...].starts(with: [0x5C, 0x75]) else {
            throw fault("lone surrogate", at: start)
        }
        index += 2
        let second = try readHexUnit()
        guard UTF16.isTrailSurrogate(second) else { throw fault("lone surrogate", at: start) }
        let offset = UInt32(first & 0x3FF) << 10 | UInt32(second & 0x3FF)
        guard let scalar = Unicode.Scalar(0x10000 + offset) else {
            throw fault("lone surrogate", at: start)
        }
        return Character(scalar)
    }

    private mutating func readHexUnit() throws(JSONFault) -> UInt16 {
        var unit: UInt16 = 0
        for _ in 0..<4 {
            guard let digit = hexDigit(next) else {
                throw fault("four hexadecimal digits must follow “\\u”")
            }
            unit = unit << 4 | UInt16(digit)
            index += 1
        }
        return unit
    }
}

private func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
}

private func hexDigit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
}
