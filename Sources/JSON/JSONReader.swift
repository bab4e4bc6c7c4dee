/// Walks over the bytes once, with one index; strings and numbers are made only when they are whole.
struct JSONReader {
    let bytes: [UInt8]
    var index = 0
    /// Where the values of the outermost object's members stand.
    private(set) var topLevelRanges: [Range<Int>] = []
    private let deepest: Int
    private var depth = 0

    init(_ bytes: [UInt8], depth: Int) {
        self.bytes = bytes
        deepest = depth
    }

    mutating func readDocument() throws(JSONFault) -> JSON {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            throw fault("a byte order mark before the text")
        }
        skipBlanks()
        let value = try readValue()
        skipBlanks()
        guard index == bytes.count else { throw fault("bytes after the value") }
        return value
    }

    /// The next byte; zero at the end, which no JSON text contains outside its strings.
    var next: UInt8 { index < bytes.count ? bytes[index] : 0 }

    func fault(_ reason: String, at offset: Int? = nil) -> JSONFault {
        JSONFault(offset: offset ?? index, reason: reason)
    }

    /// The fault of a byte that cannot stand here.
    func unexpected(instead wanted: String) -> JSONFault {
        fault(index < bytes.count ? "expected \(wanted)" : "unexpected end, expected \(wanted)")
    }

    private mutating func readValue() throws(JSONFault) -> JSON {
        switch next {
        case UInt8(ascii: "{"): .object(try readObject())
        case UInt8(ascii: "["): .array(try readArray())
        case UInt8(ascii: "\""): .string(try readString())
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): .number(try readNumber())
        case UInt8(ascii: "t"): try readWord("true", as: true)
        case UInt8(ascii: "f"): try readWord("false", as: false)
        case UInt8(ascii: "n"): try readWord("null", as: .null)
        default: throw unexpected(instead: "a value")
        }
    }

    private mutating func readObject() throws(JSONFault) -> JSONObject {
        var members: [JSONObject.Member] = []
        try enter()
        while try !leaves(with: UInt8(ascii: "}"), isFirst: members.isEmpty) {
            guard next == UInt8(ascii: "\"") else { throw unexpected(instead: "a member's name") }
            let name = try readString()
            skipBlanks()
            guard next == UInt8(ascii: ":") else { throw unexpected(instead: "a colon") }
            index += 1
            skipBlanks()
            let start = index
            members.append(JSONObject.Member(name, try readValue()))
            if depth == 1 { topLevelRanges.append(start..<index) }
        }
        if let name = firstRepetition(in: members) {
            throw fault("duplicate key “\(name.prefix(64))”")
        }
        return JSONObject(members)
    }

    private mutating func readArray() throws(JSONFault) -> [JSON] {
        var elements: [JSON] = []
        try enter()
        while try !leaves(with: UInt8(ascii: "]"), isFirst: elements.isEmpty) {
            elements.append(try readValue())
        }
        return elements
    }

    private mutating func enter() throws(JSONFault) {
        guard depth < deepest else { throw fault("nested deeper than \(deepest)") }
        depth += 1
        index += 1
    }

    /// Steps over the closing bracket, or over the comma and the blanks before one more entry.
    private mutating func leaves(with bracket: UInt8, isFirst: Bool) throws(JSONFault) -> Bool {
        skipBlanks()
        if next == bracket {
            index += 1
            depth -= 1
            return true
        }
        guard !isFirst else { return false }
        guard next == UInt8(ascii: ",") else {
            throw unexpected(instead: "a comma or “\(Character(Unicode.Scalar(bracket)))”")
        }
        index += 1
        skipBlanks()
        return false
    }

    private mutating func readWord(_ word: StaticString, as value: JSON) throws(JSONFault) -> JSON {
        let letters = Array(word.description.utf8)
        guard bytes[index...].starts(with: letters) else { throw unexpected(instead: "a value") }
        index += letters.count
        return value
    }

    private mutating func skipBlanks() {
        while index < bytes.count, isBlank(bytes[index]) { index += 1 }
    }
}

private func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
}

/// The first name that came before, byte for byte. A few are compared in pairs; many go into a set,
/// so that a hostile object of many names costs no square.
private func firstRepetition(in members: [JSONObject.Member]) -> String? {
    if members.count > 12 {
        var seen: Set<[UInt8]> = []
        return members.first { !seen.insert(Array($0.name.utf8)).inserted }?.name
    }
    for (position, member) in members.enumerated() {
        for earlier in members[..<position] where isSameName(earlier.name, member.name) {
            return member.name
        }
    }
    return nil
}
