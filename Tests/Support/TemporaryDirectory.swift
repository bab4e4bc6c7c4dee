internal import Foundation

/// A directory of a test's own, gone with the last who holds it.
///
/// The name is short on purpose: the path of a unix socket has 107 bytes.
package final class TemporaryDirectory: Sendable {
    package let path: String

    package init() throws {
        let name = String(UInt64.random(in: 0...UInt64.max), radix: 36)
        path = "/tmp/wm-\(name)"
        try FileManager.default.createDirectory(
            atPath: path,
            withIntermediateDirectories: false
        )
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// The path of an entry, which need not exist.
    package func path(_ entry: String) -> String { "\(path)/\(entry)" }

    /// Makes a directory in it and returns its path.
    package func makeDirectory(_ name: String) throws -> String {
        try FileManager.default.createDirectory(
            atPath: path(name),
            withIntermediateDirectories: true
        )
        return path(name)
    }

    /// Writes a text file in it and returns its path.
    @discardableResult
    package func write(_ text: String, to name: String) throws -> String {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path(name)))
        return path(name)
    }
}
