import Domain
import Foundation

@testable import Backup

/// Files of the tests' own.
enum TemporaryFile {
    static let header = BackupHeader(
        madeAt: Instant(seconds: 1_790_000_000),
        version: "0.1.0",
        schema: [BackupHeader.Step(name: "0001_first", checksum: "00")],
        keys: ["1"]
    )

    static func path() -> String {
        FileManager.default.temporaryDirectory.appending(path: "wm-\(UUID().uuidString)").path
    }

    static func remove(_ path: String) {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// A file of this text as a backup is compressed, by the program that every Debian has.
    static func compressed(_ text: String) throws -> String {
        let path = path()
        try Data(text.utf8).write(to: URL(filePath: path))
        let gzip = Process()
        gzip.executableURL = URL(filePath: "/usr/bin/gzip")
        gzip.arguments = [path]
        try gzip.run()
        gzip.waitUntilExit()
        return path + ".gz"
    }
}
