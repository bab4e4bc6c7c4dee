/// One FastCGI record, known from its header (FastCGI 1.0, section 3.3).
struct Record {
    /// The kinds that a request is made of.
    enum Kind: UInt8 {
        case beginRequest = 1
        case parameters = 4
        case standardInput = 5
    }

    /// Nil for a kind or a protocol version that no request is made of.
    let kind: Kind?
    let requestID: UInt16
    /// Where the content lies.
    let content: Range<Int>
    /// Where the next record begins.
    let end: Int

    private static let headerLength = 8

    /// Reads the record that begins at an index; nil until its header is there.
    init?(at start: Int, in bytes: [UInt8]) {
        let contentStart = start + Self.headerLength
        guard contentStart <= bytes.count else { return nil }
        let contentLength = Int(bytes[start + 4]) << 8 | Int(bytes[start + 5])
        let paddingLength = Int(bytes[start + 6])
        content = contentStart..<contentStart + contentLength
        end = content.upperBound + paddingLength
        let version = bytes[start]
        kind = version == 1 ? Kind(rawValue: bytes[start + 1]) : nil
        requestID = UInt16(bytes[start + 2]) << 8 | UInt16(bytes[start + 3])
    }
}

/// The stream of parameters (FastCGI 1.0, section 3.4): lengths first, then name and value.
enum NameValuePairs {
    /// True when every pair lies within the stream, whatever lengths it claims.
    static func areSound(_ stream: ArraySlice<UInt8>) -> Bool {
        var rest = stream
        while !rest.isEmpty {
            guard let name = takeLength(&rest), let value = takeLength(&rest),
                name + value <= rest.count
            else { return false }
            rest = rest.dropFirst(name + value)
        }
        return true
    }

    /// One byte, or four with the highest bit set.
    private static func takeLength(_ rest: inout ArraySlice<UInt8>) -> Int? {
        guard let first = rest.first else { return nil }
        guard first & 0x80 != 0 else {
            rest = rest.dropFirst()
            return Int(first)
        }
        let bytes = rest.prefix(4)
        guard bytes.count == 4 else { return nil }
        rest = rest.dropFirst(4)
        return bytes.reduce(0) { sum, byte in sum << 8 | Int(byte) } & 0x7fff_ffff
    }
}
