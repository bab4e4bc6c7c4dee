import Cryptography
import Domain
import Foundation
import MariaDB
import Support
import Testing

@testable import Backup

/// A file is read to its end before it counts as a backup.
@Suite struct BackupFileTests {
    private static let lines =
        TemporaryFile.header.line + DataDump.preamble + "\n"
        + "DELETE FROM `things`;\nINSERT INTO `things` (`id`) VALUES\n(1),\n(2);\n"

    private static func whole(_ text: String = lines) -> String {
        let digest = Digest.sha256.hash(Array(text.utf8))
        return text
            + BackupTrailer(rows: ["things": 2], bytes: text.utf8.count, digest: digest).line
    }

    @Test func `a whole file says what it is`() throws {
        let path = try TemporaryFile.compressed(Self.whole())
        defer { TemporaryFile.remove(path) }
        let contents = try BackupReader(path: path).check { _ in }
        #expect(contents.header == TemporaryFile.header)
        #expect(contents.trailer.rowCount == 2)
    }

    private static let good = whole()
    private static let lastLine = String(good.split(separator: "\n").last ?? "")

    /// What is wrong with a file, and the file.
    private static let damaged: [(String, String)] = [
        ("cut off at a line", lines),
        ("cut off within a line", String(good.dropLast(9))),
        ("with a changed row", good.replacing("(2)", with: "(3)")),
        ("with a row more", good.replacing("(1),\n", with: "(1),\n(9),\n")),
        ("going on after its end", good + "(1);\n"),
        ("without a beginning", whole(String(lines.dropFirst(5)))),
        ("of a later format", good.replacing("\"format\":1", with: "\"format\":2")),
        ("with two ends", good + lastLine + "\n"),
        ("empty", ""),
    ]

    @Test(arguments: damaged)
    func `a file is refused`(_ name: String, _ text: String) throws {
        let path = try TemporaryFile.compressed(text)
        defer { TemporaryFile.remove(path) }
        #expect(throws: BackupFault.self) { try BackupReader(path: path).check { _ in } }
    }

    @Test func `what is not compressed as backups are is refused`() throws {
        let path = TemporaryFile.path()
        defer { TemporaryFile.remove(path) }
        try Data(Self.whole().utf8).write(to: URL(filePath: path))
        #expect(throws: BackupFault.self) { try BackupReader(path: path).check { _ in } }
        #expect(throws: BackupFault.self) { try BackupReader(path: path + "x").check { _ in } }
    }

    @Test func `a damaged file is refused`() throws {
        let path = try TemporaryFile.compressed(Self.whole())
        defer { TemporaryFile.remove(path) }
        var bytes = try Data(contentsOf: URL(filePath: path))
        bytes.removeLast(6)
        try bytes.write(to: URL(filePath: path))
        #expect(throws: BackupFault.self) { try BackupReader(path: path).check { _ in } }
    }

    @Test(arguments: [
        #"{"format":1}"#, #"{"format":1,"made_at":"x","version":"1","schema":[],"keys":[]}"#,
        #"{"format":1,"made_at":"2026-01-01T00:00:00Z","version":"1","schema":[1],"keys":[]}"#,
        #"{"format":1,"made_at":"2026-01-01T00:00:00Z","version":"1","schema":[],"keys":[1]}"#,
        "[]", "", "{",
    ])
    func `a first line that lacks something is none`(_ json: String) {
        #expect(BackupHeader(line: Array((BackupHeader.mark + json).utf8)) == nil)
    }

    @Test(arguments: [
        #"{"rows":{"a":-1},"bytes":1,"sha256":"00"}"#, #"{"rows":[],"bytes":1,"sha256":""}"#,
        #"{"rows":{},"bytes":1,"sha256":"zz"}"#, "{}",
    ])
    func `a last line that lacks something is none`(_ json: String) {
        #expect(BackupTrailer(line: Array((BackupTrailer.mark + json).utf8)) == nil)
    }

    @Test(arguments: [1, 2, 3, 7, 1_000]) func `lines are the same in any pieces`(_ size: Int)
        throws
    {
        let text = Array("one\n\nthree\nfour".utf8)
        var splitter = LineSplitter()
        var lines: [String] = []
        for start in stride(from: 0, to: text.count, by: size) {
            try splitter.split(Array(text[start..<min(start + size, text.count)])) { line in
                lines.append(String(decoding: line, as: UTF8.self))
            }
        }
        #expect(lines == ["one", "", "three"])
        #expect(!splitter.isAtEnd)
    }
}
