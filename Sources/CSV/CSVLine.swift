/// A line of a table for spreadsheets (RFC 4180).
package struct CSVLine {
    private let fields: [String]

    package init(_ fields: [String]) {
        self.fields = fields
    }

    /// What a file begins with so that spreadsheets read its letters as UTF-8.
    package static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// The line in UTF-8, with its end.
    package var bytes: [UInt8] {
        var line: [UInt8] = []
        line.reserveCapacity(fields.count * 16)
        for (index, field) in fields.enumerated() {
            if index > 0 { line.append(UInt8(ascii: ",")) }
            CSVLine.write(field, to: &line)
        }
        return line + [UInt8(ascii: "\r"), UInt8(ascii: "\n")]
    }

    /// A text that a spreadsheet would run as a formula gets an apostrophe before it. Read byte by
    /// byte: a mark above a letter would hide an equals sign from whoever reads characters.
    private static func write(_ field: String, to line: inout [UInt8]) {
        let isQuoted = field.utf8.contains(where: quoted.contains)
        if isQuoted { line.append(quote) }
        if let first = field.utf8.first, formulas.contains(first) {
            line.append(UInt8(ascii: "'"))
        }
        for byte in field.utf8 {
            if byte == quote { line.append(quote) }
            line.append(byte)
        }
        if isQuoted { line.append(quote) }
    }

    private static let quote = UInt8(ascii: "\"")
    private static let quoted = Array(",\"\r\n".utf8)
    private static let formulas = Array("=+-@\t\r".utf8)
}
