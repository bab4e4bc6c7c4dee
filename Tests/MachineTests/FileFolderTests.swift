import Foundation
import Machine
import Support
import Testing

struct FileFolderTests {
    private let directory: TemporaryDirectory
    private let folder: FileFolder

    init() throws {
        directory = try TemporaryDirectory()
        folder = FileFolder(path: directory.path("files"))
    }

    private func write(_ text: String, to name: String) throws {
        let draft = try folder.draft(name)
        try draft.write(Array(text.utf8))
        try draft.publish()
    }

    @Test func `a file is there once it is whole, and read from any place`() throws {
        let draft = try folder.draft("a")
        try draft.write(Array("hel".utf8))
        #expect(folder.file("a") == nil)
        try draft.write(Array("lo".utf8))
        try draft.publish()
        let file = try #require(folder.file("a"))
        #expect(file.size == 5)
        #expect(file.read(100, at: 0) == Array("hello".utf8))
        #expect(file.read(2, at: 3) == Array("lo".utf8))
        #expect(file.read(2, at: 5) == [])
    }

    @Test func `an open file can be read after it was thrown away`() throws {
        try write("kept", to: "a")
        let file = try #require(folder.file("a"))
        folder.remove("a")
        #expect(folder.file("a") == nil)
        #expect(file.read(4, at: 0) == Array("kept".utf8))
    }

    @Test func `what begins so is removed, half written files too`() throws {
        try write("old", to: "7-1.csv")
        try write("other", to: "70.csv")
        let late = try folder.draft("7-2.csv")
        folder.remove(beginning: "7-")
        #expect(folder.file("7-1.csv") == nil)
        #expect(folder.file("70.csv") != nil)
        #expect(throws: MachineFault.self) { try late.publish() }
    }

    @Test func `links, folders and names elsewhere are no files`() throws {
        try write("x", to: "a")
        try FileManager.default.createSymbolicLink(
            atPath: folder.path + "/link",
            withDestinationPath: "/etc/hostname"
        )
        #expect(folder.file("link") == nil)
        #expect(folder.file("") == nil)
        #expect(folder.sweep(before: .max) == 1)
    }
}
