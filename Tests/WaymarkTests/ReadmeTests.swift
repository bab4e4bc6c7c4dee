import Foundation
import Testing

@testable import waymark

struct ReadmeTests {
    @Test
    func `the settings table of the README is the program's`() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appending(path: "README.md")
        let readme = try String(contentsOf: file, encoding: .utf8)
        let isCurrent = readme.contains("\n\(SettingTable.markdown)\n")
        #expect(isCurrent, "README.md is behind; `make format` writes the table anew")
    }
}
