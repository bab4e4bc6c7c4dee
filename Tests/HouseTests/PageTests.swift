import Testing

/// The page's modules are small; what no line of them may say is among the line rules.
struct PageTests {
    @Test(arguments: House.page.filter { file in file.path.hasSuffix(".js") })
    func `a module has at most 200 lines`(_ file: House.File) {
        #expect(file.lines.count <= 201, "\(file.path): \(file.lines.count) lines; split it")
    }
}
