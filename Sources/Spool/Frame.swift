internal import Cryptography

/// How a record lies in a file: its length, its CRC-32, its bytes.
enum Frame {
    static let headSize = 8
    /// Longer than any record: a length beyond it is not a length.
    static let longest = 64 << 20

    static func size(of record: [UInt8]) -> Int { headSize + record.count }

    static func append(_ record: [UInt8], to bytes: inout [UInt8]) {
        bytes.append(littleEndian: UInt32(record.count))
        bytes.append(littleEndian: crc32(record))
        bytes += record
    }

    /// What stands at a place of a buffer.
    enum Reading {
        case record([UInt8], end: Int)
        /// It goes on beyond the buffer, which would have to hold so many bytes.
        case cutOff(needed: Int)
        case damaged
    }

    static func read(_ bytes: [UInt8], at place: Int) -> Reading {
        guard bytes.count - place >= headSize else {
            return .cutOff(needed: place + headSize)
        }
        let length = Int(bytes.littleEndian(UInt32.self, at: place))
        guard length > 0, length <= longest else { return .damaged }
        let start = place + headSize
        guard bytes.count - start >= length else { return .cutOff(needed: start + length) }
        let record = Array(bytes[start..<start + length])
        guard crc32(record) == bytes.littleEndian(UInt32.self, at: place + 4) else {
            return .damaged
        }
        return .record(record, end: start + length)
    }
}

extension [UInt8] {
    package mutating func append<Number: FixedWidthInteger>(littleEndian number: Number) {
        for shift in stride(from: 0, to: Number.bitWidth, by: 8) {
            append(UInt8(truncatingIfNeeded: number >> Number(shift)))
        }
    }

    /// The number whose bytes begin there; they have to be there.
    package func littleEndian<Number: FixedWidthInteger>(_: Number.Type, at place: Int) -> Number {
        var number: Number = 0
        for (index, byte) in self[place..<place + Number.bitWidth / 8].enumerated() {
            number |= Number(truncatingIfNeeded: byte) << Number(index * 8)
        }
        return number
    }
}
