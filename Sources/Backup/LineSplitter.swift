/// Cuts a stream of bytes into lines; keeps no more than the line that is not whole yet.
struct LineSplitter {
    /// More than any row can be: a delivery's body in digits, twice.
    private static let longest = 64 << 20

    private var rest: [UInt8] = []

    /// Whether the last line was whole.
    var isAtEnd: Bool { rest.isEmpty }

    /// Takes the next bytes and hands over the lines that they complete, without their ends.
    mutating func split(
        _ bytes: [UInt8],
        _ take: (ArraySlice<UInt8>) throws(BackupFault) -> Void
    ) throws(BackupFault) {
        var start = bytes.startIndex
        while let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
            if rest.isEmpty {
                try take(bytes[start..<end])
            } else {
                rest += bytes[start..<end]
                try take(rest[...])
                rest.removeAll(keepingCapacity: true)
            }
            start = end + 1
        }
        rest += bytes[start...]
        guard rest.count <= Self.longest else {
            throw BackupFault("a line is longer than any that a backup has")
        }
    }
}
