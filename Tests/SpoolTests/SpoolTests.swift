import Foundation
import Glibc
import Support
import Testing

@testable import Spool

struct SpoolTests {
    private let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
    }

    private var folder: String { directory.path("spool") }

    private func spool(_ owner: String = "1", limit: Int = 1 << 30) throws -> Spool {
        try Spool(folder, limit: limit, owner: owner)
    }

    private func records(_ numbers: some Sequence<Int>, bytes: Int = 8) -> [[UInt8]] {
        numbers.map { number in
            Array("\(number) ".utf8) + Array(repeating: UInt8(ascii: "x"), count: bytes)
        }
    }

    private func takeAll(_ spool: Spool, upTo count: Int = 7) throws -> [[UInt8]] {
        var all: [[UInt8]] = []
        while true {
            let records = try spool.next(upTo: count, bytes: 1 << 16)
            guard !records.isEmpty else { return all }
            all += records
            try spool.drop()
        }
    }

    private var files: [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: folder).sorted()) ?? []
    }

    private func bytes(of file: String) throws -> Data {
        try Data(contentsOf: URL(filePath: "\(folder)/\(file)"))
    }

    private func write(_ bytes: Data, to file: String) throws {
        try bytes.write(to: URL(filePath: "\(folder)/\(file)"))
    }

    @Test func `records come back in the order in which they went in, and leave nothing behind`()
        throws
    {
        let spool = try spool()
        try spool.append(records(0..<10))
        #expect(try spool.next(upTo: 3, bytes: 1 << 16) == records(0..<3))
        #expect(try spool.next(upTo: 4, bytes: 1 << 16) == records(0..<4))
        try spool.drop()
        try spool.append(records(10..<20))
        #expect(spool.records == 16)
        #expect(try takeAll(spool) == records(4..<20))
        #expect(spool.isEmpty && spool.bytes == 0 && files.isEmpty)
    }

    @Test func `records larger than a reading, and more than a file holds, come back whole`()
        throws
    {
        let spool = try spool()
        let large = records(0..<8, bytes: 5 << 20)
        for record in large { try spool.append([record]) }
        #expect(files.count == 2)
        #expect(try takeAll(spool, upTo: 2) == large)
    }

    @Test func `what a process leaves is taken over by the next, behind nothing of its own`()
        throws
    {
        do {
            let first = try spool("1")
            try first.append(records(0..<10))
            _ = try first.next(upTo: 4, bytes: 1 << 16)
            try first.drop()
        }
        let second = try spool("2")
        try second.append(records(100..<103))
        #expect(try second.adopt() == 6)
        #expect(try second.adopt() == 0)
        #expect(try takeAll(second) == records(4..<10) + records(100..<103))
        #expect(files.isEmpty)
    }

    @Test func `what a living process owns is left to it`() throws {
        let first = try spool("1")
        try first.append(records(0..<3))
        let second = try spool("2")
        #expect(try second.adopt() == 0)
        #expect(try takeAll(second).isEmpty)
        #expect(try takeAll(first) == records(0..<3))
    }

    /// As a child has it that was just forked and is not its program yet.
    @Test func `a copy of the descriptor elsewhere keeps nobody from taking over`() throws {
        var copies: [Int32] = []
        defer { for copy in copies { close(copy) } }
        do {
            let first = try spool("1")
            try first.append(records(0..<3))
            copies = try descriptors(of: #require(files.first)).map { dup($0) }
            #expect(copies.count == 1)
        }
        #expect(try spool("2").adopt() == 3)
    }

    private func descriptors(of file: String) throws -> [Int32] {
        try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").compactMap(Int32.init)
            .filter { number in
                let target = try? FileManager.default
                    .destinationOfSymbolicLink(atPath: "/proc/self/fd/\(number)")
                return target == "\(folder)/\(file)"
            }
    }

    @Test func `a write that was torn anywhere costs itself alone`() throws {
        do {
            let first = try spool("1")
            try first.append(records(0..<3))
        }
        let name = try #require(files.first)
        let whole = try bytes(of: name)
        let last = Frame.headSize + records(2..<3)[0].count
        for length in (whole.count - last)..<whole.count {
            try write(whole.prefix(length), to: name)
            let next = try spool("2")
            #expect(try next.adopt() == 2)
            try next.append(records(9..<10))
            #expect(try takeAll(next) == records(0..<2) + records(9..<10))
        }
    }

    @Test func `a record whose bytes changed is not given out`() throws {
        do {
            let first = try spool("1")
            try first.append(records(0..<3))
        }
        let name = try #require(files.first)
        var changed = try bytes(of: name)
        changed[changed.count - 1] ^= 1
        try write(changed, to: name)
        let next = try spool("2")
        #expect(try next.adopt() == 2)
        #expect(try takeAll(next) == records(0..<2))
    }

    @Test func `damage in a file that is being read costs what stands behind it, kept for people`()
        throws
    {
        let spool = try spool()
        try spool.append(records(0..<3))
        let name = try #require(files.first)
        let file = try FileHandle(forWritingTo: URL(filePath: "\(folder)/\(name)"))
        try file.seek(toOffset: UInt64(bytes(of: name).count - 1))
        try file.write(contentsOf: Data([0]))
        try file.close()
        #expect(try spool.next(upTo: 9, bytes: 1 << 16) == records(0..<2))
        try spool.drop()
        #expect(throws: SpoolFault.self) { try spool.next(upTo: 9, bytes: 1 << 16) }
        #expect(spool.isEmpty && files == ["\(name).damaged"])
        try spool.append(records(5..<6))
        #expect(try takeAll(spool) == records(5..<6))
    }

    @Test func `a foreign file is put out of the way`() throws {
        let spool = try spool()
        try write(Data("nothing that a spool would write".utf8), to: "000000007-9.spool")
        #expect(try spool.adopt() == 0)
        #expect(files == ["000000007-9.spool.damaged"])
    }

    @Test func `no more waits than may wait, and what was dropped makes room`() throws {
        let spool = try spool(limit: 1_000)
        try spool.append(records(0..<1, bytes: 600))
        #expect(throws: SpoolFault.self) { try spool.append(records(1..<2, bytes: 600)) }
        #expect(try takeAll(spool) == records(0..<1, bytes: 600))
        try spool.append(records(1..<2, bytes: 600))
    }

    @Test func `what is set aside is kept and not given out`() throws {
        let spool = try spool()
        try spool.setAside(records(0..<2))
        #expect(spool.isEmpty)
        #expect(try spool.adopt() == 0)
        #expect(files.count == 1 && files[0].hasSuffix(".spool.aside"))
    }

    @Test func `a folder or a file that somebody takes away is made again, and nothing is lost`()
        throws
    {
        do {
            let spool = try spool()
            try spool.append(records(0..<3))
            try FileManager.default.removeItem(atPath: folder)
            try spool.append(records(3..<6))
            #expect(files.count == 1)
            try FileManager.default.removeItem(atPath: "\(folder)/\(files[0])")
            try spool.append(records(6..<9))
            #expect(try spool.next(upTo: 6, bytes: 1 << 16) == records(0..<3))
            try spool.drop()
            #expect(try takeAll(spool) == records(3..<9))
            try spool.append(records(9..<12))
            try FileManager.default.removeItem(atPath: folder)
            #expect(try spool.adopt() == 0)
            try spool.append(records(12..<15))
        }
        let next = try spool("2")
        #expect(try next.adopt() == 3, "what came after the folder was gone survives the process")
        #expect(try takeAll(next) == records(12..<15))
    }

    @Test func `a folder that cannot be made is told at once`() {
        #expect(throws: SpoolFault.self) {
            try Spool("/proc/nowhere", limit: 1, owner: "1")
        }
    }
}
