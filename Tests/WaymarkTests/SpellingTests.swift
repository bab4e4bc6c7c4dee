import Testing

@testable import waymark

struct SpellingTests {
    @Test(arguments: [
        ("", "", 0), ("a", "", 1), ("", "ab", 2), ("port", "prot", 2), ("kitten", "sitting", 3),
        ("flaw", "lawn", 2),
    ])
    func `the distance counts letters to insert, remove and replace`(
        _ left: String,
        _ right: String,
        _ distance: Int
    ) {
        #expect(Spelling.distance(left, right) == distance)
        #expect(Spelling.distance(right, left) == distance)
    }

    @Test
    func `nothing is near to something else altogether`() {
        #expect(Spelling.nearest(to: "port", among: ["database", "ports"]) == "ports")
        #expect(Spelling.nearest(to: "port", among: ["database"]) == nil)
        #expect(Spelling.nearest(to: "port", among: []) == nil)
    }
}
