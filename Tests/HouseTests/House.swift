import Foundation
import Testing

/// The sources as text, to be judged by rules that the compiler does not know.
struct House {
    /// A file of the repository.
    struct File: Sendable, CustomTestStringConvertible {
        /// From the root of the repository, such as `Sources/Web/Site.swift`.
        let path: String
        let lines: [String]
        /// The lines with comments and the insides of string literals blanked, so that rules about
        /// code do not trip over prose.
        let code: [String]

        private let bytes: Data

        init(path: String, lines: [String]) {
            self.path = path
            self.lines = lines
            bytes = Data(lines.joined(separator: "\n").utf8)
            var blanker = Blanker()
            code = lines.map { line in blanker.blank(line) }
        }

        var testDescription: String { path }

        /// Whether the word is anywhere in the file.
        func mentions(_ word: String) -> Bool {
            bytes.range(of: Data(word.utf8)) != nil
        }

        /// The folder under Sources/ or Tests/.
        var room: String { path.split(separator: "/").dropFirst().first.map(String.init) ?? "" }
    }

    static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static let sources = files(under: "Sources", [".swift"])
    static let tests = files(under: "Tests", [".swift"])
    static let page = files(under: "static", [".html", ".js"]).filter { file in
        !file.path.hasPrefix("static/vendor/")
    }

    /// The text of one file of the repository.
    static func text(_ path: String) throws -> String {
        try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }

    /// All files below a folder that end in one of the suffixes, in order.
    static func files(under folder: String, _ suffixes: [String]) -> [File] {
        let base = root.appending(path: folder)
        let names = FileManager.default.enumerator(atPath: base.path())?.allObjects as? [String]
        return (names ?? []).sorted()
            .filter { name in suffixes.contains { suffix in name.hasSuffix(suffix) } }
            .compactMap { name in
                guard let text = try? text("\(folder)/\(name)") else { return nil }
                let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
                return File(path: "\(folder)/\(name)", lines: lines.map(String.init))
            }
    }
}
