internal import Foundation

/// The files of this checkout.
package enum Repository {
    /// The path of a file or folder.
    package static func path(_ entry: String) -> String {
        URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent(entry).path
    }

    package static func text(_ file: String) throws -> String {
        try String(contentsOfFile: path(file), encoding: .utf8)
    }

    /// The processes that a process has started and that still run.
    static func children(of identifier: Int32) throws -> [Int32] {
        let list = "/proc/\(identifier)/task/\(identifier)/children"
        return try String(contentsOfFile: list, encoding: .utf8)
            .split(separator: " ").compactMap { text in Int32(text) }
    }
}

/// What keeps a test from doing its work.
package struct TestFault: Error, CustomStringConvertible {
    package let description: String

    package init(_ description: String) {
        self.description = description
    }
}
