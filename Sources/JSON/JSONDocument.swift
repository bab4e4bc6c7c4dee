/// A whole JSON text with its value, which can still show how a top-level member was written.
package struct JSONDocument: Sendable {
    package let value: JSON
    private let bytes: [UInt8]
    private let ranges: [Range<Int>]

    /// Reads strict RFC 8259 and refuses what senders and databases would read differently.
    ///
    /// Faults are: duplicate names, invalid UTF-8, lone surrogates, a byte order mark, bytes after
    /// the value, and nesting deeper than `depth`.
    package init(parsing bytes: [UInt8], depth: Int = 64) throws(JSONFault) {
        var reader = JSONReader(bytes, depth: depth)
        value = try reader.readDocument()
        self.bytes = bytes
        ranges = reader.topLevelRanges
    }

    /// The text of a top-level member's value exactly as it came, without the blanks around it.
    package func source(of name: String) -> ArraySlice<UInt8>? {
        guard case .object(let object) = value, let position = object.position(of: name) else {
            return nil
        }
        return bytes[ranges[position]]
    }
}

extension JSON {
    /// The value of a whole text; see `JSONDocument` for what is refused.
    package init(parsing bytes: [UInt8], depth: Int = 64) throws(JSONFault) {
        var reader = JSONReader(bytes, depth: depth)
        self = try reader.readDocument()
    }
}
