package import Domain
internal import FoundationEssentials

/// Reads a time zone's transitions from the system's tz database (RFC 8536).
package enum TimeZoneFile {
    private static let folder = "/usr/share/zoneinfo/"
    private static let headerBytes = 44

    /// The zone with this tz name; nil where the system has none such.
    package static func load(_ name: String) -> Domain.TimeZone? {
        let isName = name.split(separator: "/", omittingEmptySubsequences: false).allSatisfy {
            !$0.isEmpty && $0.utf8.allSatisfy(isNameByte)
        }
        guard isName, let data = FileManager.default.contents(atPath: folder + name) else {
            return nil
        }
        return parse([UInt8](data), name: name)
    }

    /// Letters, digits and `_+-`: nothing that could leave the folder.
    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: byte == UInt8(ascii: "_") || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
        }
    }

    /// The file holds the data twice: with 32-bit times for old readers, then with 64-bit ones.
    static func parse(_ bytes: [UInt8], name: String) -> Domain.TimeZone? {
        guard let old = Counts(bytes[...]) else { return nil }
        let second = bytes.dropFirst(headerBytes + old.size(timeBytes: 4))
        guard let counts = Counts(second), second.count >= headerBytes + counts.size(timeBytes: 8)
        else { return nil }
        let body = Array(second.dropFirst(headerBytes))
        let offsets = (0..<counts.types).map { index in
            number(body, at: counts.times * 9 + index * 6, bytes: 4)
        }
        guard let standard = offsets.first else { return nil }
        let transitions = (0..<counts.times).compactMap { index -> Domain.TimeZone.Period? in
            let type = Int(body[counts.times * 8 + index])
            guard offsets.indices.contains(type) else { return nil }
            return Domain.TimeZone.Period(
                start: number(body, at: index * 8, bytes: 8),
                offset: offsets[type]
            )
        }
        return Domain.TimeZone(name: name, offset: standard, transitions: transitions)
    }

    /// A signed big-endian number.
    private static func number(_ body: [UInt8], at start: Int, bytes: Int) -> Int64 {
        let value = body[start..<start + bytes].reduce(Int64(0)) { $0 << 8 | Int64($1) }
        let unused = 64 - 8 * bytes
        return (value << unused) >> unused
    }

    /// What a header says of the block behind it.
    private struct Counts {
        let times: Int
        let types: Int
        private let others: Int
        private let leaps: Int

        init?(_ block: ArraySlice<UInt8>) {
            guard block.count >= headerBytes, block.prefix(4).elementsEqual("TZif".utf8) else {
                return nil
            }
            let header = Array(block.prefix(headerBytes))
            let counts = stride(from: 20, to: headerBytes, by: 4).map {
                Int(number(header, at: $0, bytes: 4))
            }
            guard counts.allSatisfy((0...100_000).contains) else { return nil }
            others = counts[0] + counts[1] + counts[5]
            leaps = counts[2]
            times = counts[3]
            types = counts[4]
        }

        func size(timeBytes: Int) -> Int {
            times * (timeBytes + 1) + types * 6 + others + leaps * (timeBytes + 4)
        }
    }
}
