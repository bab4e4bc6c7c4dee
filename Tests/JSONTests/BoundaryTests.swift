import JSON
import Testing

/// Sizes: how deep, how long, how many.
struct BoundaryTests {
    @Test(arguments: ["[", #"{"a":"#])
    func `nesting is read to the limit and refused beyond it`(opening: String) throws {
        let closing = opening == "[" ? "]" : "}"
        func text(depth: Int) -> [UInt8] {
            let inside = String(repeating: opening, count: depth - 1)
            let outside = String(repeating: closing, count: depth)
            return Array((inside + (opening == "[" ? "[" : "{") + outside).utf8)
        }
        #expect(throws: Never.self) { try JSON(parsing: text(depth: 64)) }
        #expect(throws: Never.self) { try JSON(parsing: text(depth: 3), depth: 3) }
        let fault = JSONFault(offset: 64 * opening.utf8.count, reason: "nested deeper than 64")
        #expect(throws: fault) { try JSON(parsing: text(depth: 65)) }
    }

    @Test(arguments: ["[", #"{"a":"#, "[[],"])
    func `ten thousand brackets are refused and not followed`(opening: String) {
        let text = String(repeating: opening, count: 10_000)
        let fault = #expect(throws: JSONFault.self) { try JSON(parsing: Array(text.utf8)) }
        #expect(fault?.reason == "nested deeper than 64")
    }

    @Test(arguments: ["x", "é", "😀", #"\u00e9"#])
    func `a string of two megabytes is read whole`(letter: String) throws {
        let count = 2 << 20
        let text = "\"" + String(repeating: letter, count: count / letter.utf8.count) + "\""
        let read = try #require(try JSON(parsing: Array(text.utf8)).text)
        #expect(read.unicodeScalars.count == count / letter.utf8.count)
    }

    @Test(arguments: [1, 11, 12, 13, 14, 20_000])
    func `a repeated name is found among any number of them`(count: Int) {
        let names = (0..<count).map { "\"k\($0)\":0" }.joined(separator: ",")
        #expect(throws: Never.self) { try JSON(parsing: Array("{\(names)}".utf8)) }
        for repeated in [0, count - 1] {
            let text = Array("{\(names),\"k\(repeated)\":0}".utf8)
            let fault = #expect(throws: JSONFault.self) { try JSON(parsing: text) }
            #expect(fault?.reason == "duplicate key “k\(repeated)”")
        }
    }

    @Test func `a repeated name of any length is told in few letters`() {
        let name = String(repeating: "n", count: 100_000)
        let text = Array("{\"\(name)\":0,\"\(name)\":0}".utf8)
        let fault = #expect(throws: JSONFault.self) { try JSON(parsing: text) }
        #expect((fault?.reason.count ?? .max) < 100)
    }
}
