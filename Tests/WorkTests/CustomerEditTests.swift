import Domain
import MariaDB
import Storage
import Support
import Testing

/// What people type about customers stands over what senders say.
struct CustomerEditTests {
    @Test func `a typed name stays, whatever comes after it`() throws {
        let bench = try Bench()
        try bench.event("a", name: "ama m", second: 10)
        try bench.type("Ama Mensah", in: .name, of: "a")
        try bench.event("a", name: "AMA M", second: 20)
        let name = try bench.number(
            "SELECT COUNT(*) FROM customers WHERE name = 'Ama Mensah' AND is_name_typed"
        )
        #expect(name == 1)
        #expect(try bench.words() == ["Ama", "Mensah"])
        #expect(try bench.page("a").edits[.name]?.editor == Bench.author)
        #expect(try bench.differences() == [])

        try bench.type(nil, in: .name, of: "a")
        #expect(try bench.page("a").summary.name == "AMA M")
        #expect(try bench.words() == ["AMA", "M"])
        #expect(try bench.page("a").edits.isEmpty)
        #expect(try bench.differences() == [])
    }

    @Test func `a typed address names the customer, until it is taken back`() throws {
        let bench = try Bench()
        try bench.event("a", "old@example.com", second: 10)
        try bench.type("new@example.com", in: .email, of: "a")
        #expect(try bench.page("a").summary.email == "new@example.com")
        #expect(
            try bench.page("a").names.map(\.value) == ["a", "old@example.com", "new@example.com"]
        )
        try bench.type("newer@example.com", in: .email, of: "a")
        try bench.type(nil, in: .email, of: "a")
        #expect(try bench.page("a").summary.email == "old@example.com")
        #expect(try bench.page("a").names.map(\.value) == ["a", "old@example.com"])
        #expect(try bench.differences() == [])
    }

    @Test func `an address that a sender has named meanwhile stays a name`() throws {
        let bench = try Bench()
        try bench.event("a", second: 10)
        try bench.type("ama@example.com", in: .email, of: "a")
        try bench.event("b", "ama@example.com", second: 20)
        #expect(try bench.areOne("a", "b"))
        try bench.type(nil, in: .email, of: "a")
        #expect(try bench.page("a").summary.email == "ama@example.com")
        #expect(try bench.page("a").names.map(\.value).contains("ama@example.com"))
        #expect(try bench.differences() == [])
    }

    @Test func `what names somebody else stays theirs`() throws {
        let bench = try Bench()
        try bench.event("a", second: 10)
        try bench.event("b", "b@example.com", second: 20)
        try bench.type("b@example.com", in: .email, of: "a")
        #expect(try !bench.areOne("a", "b"))
        #expect(try bench.page("b").names.map(\.value) == ["b", "b@example.com"])
        #expect(try bench.differences() == [])
    }

    @Test(arguments: [
        ("+233 20 000 2557", ["a", "+233200002557"]), ("020 000 2557", ["a"]),
    ])
    func `a phone number names somebody in its international form only`(
        text: String,
        names: [String]
    ) throws {
        let bench = try Bench()
        try bench.event("a", second: 10)
        try bench.type(text, in: .phone, of: "a")
        #expect(try bench.page("a").names.map(\.value) == names)
        #expect(try bench.page("a").value(of: .phone) == text)
    }

    @Test func `what was typed goes along with a merge, and home with its undoing`() throws {
        let bench = try Bench()
        try bench.event("a", name: "A", second: 10)
        try bench.event("b", name: "B", second: 20)
        try bench.type("Ama", in: .name, of: "b")
        let merge = try bench.merge("a", "b")
        #expect(try bench.page("a").summary.name == "Ama")
        #expect(try bench.differences() == [])
        try bench.undo(merge)
        #expect(try bench.page("a").summary.name == "A")
        #expect(try bench.page("b").summary.name == "Ama")
        #expect(try bench.differences() == [])
    }

    @Test func `taking back what was typed about one takes it back for both who are one`() throws {
        let bench = try Bench()
        try bench.event("a", name: "A", second: 10)
        try bench.event("b", name: "B", second: 20)
        try bench.type("Ama", in: .name, of: "b")
        _ = try bench.merge("a", "b")
        try bench.type(nil, in: .name, of: "a")
        #expect(try bench.page("a").summary.name == "B")
        #expect(try bench.differences() == [])
    }
}

extension Bench {
    /// The words by which customers are found.
    fileprivate func words() throws -> [String] {
        let words: [String] = try Database(shop.database.root).rows(
            "SELECT word FROM customer_words ORDER BY word"
        )
        return words
    }
}
