import Foundation
import Machine
import Readers
import Testing

/// Every reader of foreign bytes with its kept seeds and with what a few thousand changes make of
/// them, always the same ones. `make fuzz` looks further, led by what the code does with each.
struct SeedTests {
    /// So many inputs a reader: seconds in all.
    private static let inputs = 6_000

    @Test(arguments: Reader.all.map(\.name))
    func `a reader takes or refuses whatever comes`(_ name: String) throws {
        let reader = try #require(Reader.named(name))
        let seeds = try Seeds.of(name)
        #expect(seeds.count >= 4, "Tests/Fuzz/seeds/\(name).txt")
        for seed in seeds { reader.read(seed) }
        var mutator = Mutator(seed: 1)
        for index in 0..<Self.inputs {
            let partner = seeds[Int(mutator.chance.next() % UInt64(seeds.count))]
            reader.read(mutator.change(seeds[index % seeds.count], with: partner))
        }
    }

    @Test func `every file of seeds has its reader`() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: Seeds.folder.path)
        #expect(Set(files) == Set(Reader.all.map { "\($0.name).txt" }))
    }
}

/// The seeds as they are kept: a line each, with `\n`, `\\` and `\x00` for what no line can hold.
enum Seeds {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Fuzz/seeds")

    static func of(_ name: String) throws -> [[UInt8]] {
        try String(contentsOf: folder.appending(path: "\(name).txt"), encoding: .utf8)
            .split(separator: "\n").map { bytes(of: $0) }
    }

    private static func bytes(of line: Substring) -> [UInt8] {
        var bytes: [UInt8] = []
        var rest = line.utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "\\"), let mark = rest.popFirst() else {
                bytes.append(byte)
                continue
            }
            if mark == UInt8(ascii: "x") {
                bytes.append(UInt8(String(rest.prefix(2)) ?? "", radix: 16) ?? 0)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(mark == UInt8(ascii: "n") ? UInt8(ascii: "\n") : mark)
            }
        }
        return bytes
    }
}

/// Changes bytes as fuzzers do, by a generator that starts anew each time.
private struct Mutator {
    private static let telling: [UInt8] = [
        0, 1, 0x7F, 0x80, 0xFF, 0xC3, 0x0A, 0x0D, 0x20, 0x22, 0x25, 0x27, 0x2B, 0x2C, 0x2D, 0x2E,
        0x30, 0x39, 0x3A, 0x3D, 0x5B, 0x5C, 0x5D, 0x7B, 0x7D,
    ]

    var chance: SeededRandom

    init(seed: UInt64) {
        chance = SeededRandom(seed: seed)
    }

    mutating func change(_ seed: [UInt8], with partner: [UInt8]) -> [UInt8] {
        var bytes = seed
        for _ in 0..<(1 + chance.next() % 4) {
            let place = bytes.isEmpty ? 0 : Int(chance.next() % UInt64(bytes.count))
            let telling = Self.telling[Int(chance.next() % UInt64(Self.telling.count))]
            switch chance.next() % 6 {
            case 0 where !bytes.isEmpty: bytes[place] ^= 1 << UInt8(chance.next() % 8)
            case 1 where !bytes.isEmpty: bytes[place] = telling
            case 2: bytes.insert(telling, at: place)
            case 3:
                bytes.removeSubrange(place..<min(bytes.count, place + 1 + Int(chance.next() % 8)))
            case 4: bytes.insert(contentsOf: bytes[place...].prefix(64), at: place)
            default: bytes.replaceSubrange(place..., with: partner.suffix(place + 1))
            }
        }
        return bytes
    }
}
