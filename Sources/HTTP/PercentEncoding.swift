/// Percent-decoding of paths (RFC 3986) and of forms and queries (WHATWG URL, 5.1).
package enum PercentEncoding {
    /// A text as a value in a query or a segment of a path: letters, digits and `-._~` stay.
    package static func encode(_ text: String) -> String {
        let encoded = text.utf8.flatMap { byte -> [UInt8] in
            isUnreserved(byte) ? [byte] : [percent, hexLetter(byte >> 4), hexLetter(byte & 0x0F)]
        }
        return String(decoding: encoded, as: UTF8.self)
    }

    private static let percent = UInt8(ascii: "%")

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "-._~".utf8.contains(byte)
        }
    }

    private static func hexLetter(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
    }

    /// Decodes one path segment; nil where an escape is broken or the bytes are not UTF-8, because
    /// a path that cannot be read names nothing.
    static func decodePath(_ segment: Substring) -> String? {
        guard segment.utf8.contains(UInt8(ascii: "%")) else { return String(segment) }
        guard let bytes = decode(segment.utf8, strictly: true) else { return nil }
        return String(validating: bytes, as: UTF8.self)
    }

    /// Decodes one name or value of a query as browsers do: `+` is a space, a broken escape stays
    /// as it is, bytes that are not UTF-8 become U+FFFD.
    static func decodeQuery(_ text: Substring) -> String {
        let spaced = text.utf8.map { $0 == UInt8(ascii: "+") ? UInt8(ascii: " ") : $0 }
        return String(decoding: decode(spaced, strictly: false) ?? spaced, as: UTF8.self)
    }

    /// Replaces each escape by its byte; a broken one ends in nil when strict, else stays.
    private static func decode(_ bytes: some Sequence<UInt8>, strictly: Bool) -> [UInt8]? {
        let bytes = Array(bytes)
        var decoded: [UInt8] = []
        decoded.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            if bytes[index] != UInt8(ascii: "%") {
                decoded.append(bytes[index])
                index += 1
            } else if let byte = escape(in: bytes, at: index) {
                decoded.append(byte)
                index += 3
            } else if strictly {
                return nil
            } else {
                decoded.append(bytes[index])
                index += 1
            }
        }
        return decoded
    }

    private static func escape(in bytes: [UInt8], at index: Int) -> UInt8? {
        guard index + 2 < bytes.count,
            let high = hexDigit(bytes[index + 1]),
            let low = hexDigit(bytes[index + 2])
        else { return nil }
        return high << 4 | low
    }

    private static func hexDigit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}
