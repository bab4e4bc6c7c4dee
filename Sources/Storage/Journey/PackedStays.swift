internal import Domain

/// How many customers stayed how long, in one value: of each span of durations its number in two
/// bytes and the count in four, high bytes first.
///
/// A span may come more than once: its counts add up. So two values, one behind the other, are
/// their sum.
enum PackedStays {
    private static let width = 6

    static func bytes(of stays: [DurationBucket: Int64]) -> [UInt8] {
        let counted = stays.filter { $0.value != 0 }.sorted { $0.key < $1.key }
        return counted.flatMap { span, count -> [UInt8] in
            let count = UInt32(bitPattern: Int32(clamping: count))
            return [
                UInt8(span.number >> 8), UInt8(span.number & 0xFF),
                UInt8(count >> 24), UInt8(count >> 16 & 0xFF), UInt8(count >> 8 & 0xFF),
                UInt8(count & 0xFF),
            ]
        }
    }

    /// Adds what is packed to what is known already.
    static func add(_ bytes: [UInt8], to stays: inout [DurationBucket: Int64]) {
        each(of: bytes) { span, count in stays[DurationBucket(number: span), default: 0] += count }
    }

    /// Calls for every span's number and count.
    static func each(of bytes: [UInt8], _ take: (UInt16, Int64) -> Void) {
        for start in stride(from: 0, through: bytes.count - width, by: width) {
            let span = UInt16(bytes[start]) << 8 | UInt16(bytes[start + 1])
            let count = bytes[start + 2..<start + width].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
            take(span, Int64(Int32(bitPattern: count)))
        }
    }
}
