import Foundation
import Machine
import Testing

/// Bytes on their way through another program.
struct FilterTests {
    private let path = FileManager.default.temporaryDirectory
        .appending(path: "wm-\(UUID().uuidString)").path

    @Test
    func `what goes in one way comes out the other`() throws {
        defer { try? FileManager.default.removeItem(atPath: path) }
        let bytes = (0..<300_000).map { index in UInt8(truncatingIfNeeded: index &* 31) }
        let file = try DraftFile(path: path)
        let packing = try Filter.into(file, by: ["gzip", "-c"])
        try packing.write(bytes)
        try packing.finish()
        #expect(file.size > 0 && file.size < bytes.count)
        #expect(!FileManager.default.fileExists(atPath: path))
        try file.publish()
        #expect(!FileManager.default.fileExists(atPath: file.draft))
        #expect(try Filter.head(of: path, count: 2) == [0x1F, 0x8B])
        let unpacking = try Filter.from(path: path, by: ["gzip", "-dc"])
        var read: [UInt8] = []
        while case let more = try unpacking.read(), !more.isEmpty { read += more }
        try unpacking.finish()
        #expect(read == bytes)
    }

    @Test
    func `a program that fails or is missing is noticed`() throws {
        defer { try? FileManager.default.removeItem(atPath: path) }
        #expect(throws: MachineFault.self) {
            try Filter.into(DraftFile(path: path), by: ["no-such-program"])
        }
        let failing = try Filter.into(DraftFile(path: path), by: ["false"])
        #expect(throws: MachineFault.self) { try failing.finish() }
        #expect(throws: MachineFault.self) { try Filter.from(path: path, by: ["cat"]) }
        #expect(Filter.isInstalled("gzip") && !Filter.isInstalled("no-such-program"))
    }

    @Test
    func `a program that ends early does not end us`() throws {
        let filter = try Filter.into(DraftFile(path: path), by: ["true"])
        #expect(throws: MachineFault.self) {
            for _ in 0..<100 { try filter.write(Array(repeating: 0, count: 65_536)) }
        }
    }

    @Test
    func `a file that is there is never written over, and a draft leaves nothing`() throws {
        defer { try? FileManager.default.removeItem(atPath: path) }
        let draft = try DraftFile(path: path).draft
        #expect(!FileManager.default.fileExists(atPath: draft))
        let late = try DraftFile(path: path)
        #expect(throws: MachineFault.self) { try DraftFile(path: path) }
        try Data("precious".utf8).write(to: URL(filePath: path))
        #expect(throws: MachineFault.self) { try late.publish() }
        #expect(throws: MachineFault.self) { try DraftFile(path: path) }
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "precious")
    }
}
