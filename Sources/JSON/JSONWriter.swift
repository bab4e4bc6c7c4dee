extension JSON {
    /// The compact text of the value in UTF-8; only what must be escaped is.
    package func serialised() -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(256)
        write(to: &text)
        return text
    }

    /// The text of a list of [name, value] pairs, written without a value made of each first.
    package static func text(ofPairs pairs: [(name: String, value: String)]) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(1_024)
        text.append(UInt8(ascii: "["))
        for (position, pair) in pairs.enumerated() {
            if position > 0 { text.append(UInt8(ascii: ",")) }
            text.append(UInt8(ascii: "["))
            writeString(pair.name, to: &text)
            text.append(UInt8(ascii: ","))
            writeString(pair.value, to: &text)
            text.append(UInt8(ascii: "]"))
        }
        text.append(UInt8(ascii: "]"))
        return text
    }

    fileprivate func write(to text: inout [UInt8]) {
        switch self {
        case .null: text += "null".utf8
        case .bool(let flag): text += (flag ? "true" : "false").utf8
        case .number(let digits): text += digits.utf8
        case .string(let string): writeString(string, to: &text)
        case .array(let elements): writeArray(elements, to: &text)
        case .object(let object): writeObject(object, to: &text)
        case .raw(let bytes): text += bytes
        }
    }
}

private func writeArray(_ elements: [JSON], to text: inout [UInt8]) {
    text.append(UInt8(ascii: "["))
    for (position, element) in elements.enumerated() {
        if position > 0 { text.append(UInt8(ascii: ",")) }
        element.write(to: &text)
    }
    text.append(UInt8(ascii: "]"))
}

private func writeObject(_ object: JSONObject, to text: inout [UInt8]) {
    text.append(UInt8(ascii: "{"))
    for (position, member) in object.members.enumerated() {
        if position > 0 { text.append(UInt8(ascii: ",")) }
        writeString(member.name, to: &text)
        text.append(UInt8(ascii: ":"))
        member.value.write(to: &text)
    }
    text.append(UInt8(ascii: "}"))
}

private func writeString(_ string: String, to text: inout [UInt8]) {
    text.append(UInt8(ascii: "\""))
    if isPlain(string.utf8Span.span) {
        text += string.utf8
    } else {
        for byte in string.utf8 { writeEscaped(byte, to: &text) }
    }
    text.append(UInt8(ascii: "\""))
}

private func isPlain(_ bytes: Span<UInt8>) -> Bool {
    for index in bytes.indices where mustBeEscaped(bytes[index]) { return false }
    return true
}

private func mustBeEscaped(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
}

private func writeEscaped(_ byte: UInt8, to text: inout [UInt8]) {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): text += [UInt8(ascii: "\\"), byte]
    case 0x0A: text += "\\n".utf8
    case 0x0D: text += "\\r".utf8
    case 0x09: text += "\\t".utf8
    case 0..<0x20: text += escape(ofControl: byte)
    default: text.append(byte)
    }
}

private func escape(ofControl byte: UInt8) -> [UInt8] {
    let digits = Array("0123456789abcdef".utf8)
    return Array("\\u00".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 0x0F)]]
}
