import Domain
import Machine
import MariaDB
import Storage
import Support
import Testing

/// Tags and notes follow customers who are merged, and go home when they are taken apart.
struct KeptRecordTests {
    private static let names = ["a", "b", "c", "d"]

    /// Four customers with tags in common and of their own, and a note each.
    private func crowd() throws -> Bench {
        let bench = try Bench()
        for (place, name) in KeptRecordTests.names.enumerated() {
            try bench.event(name, second: 10 + place)
            try bench.write("about \(name)", about: name)
        }
        try bench.tag("a", "VIP", "Accra")
        try bench.tag("b", "vip", "Kumasi")
        try bench.tag("c", "Kumasi", "Wholesale")
        return bench
    }

    private func state(_ bench: Bench) throws -> [[String]] {
        try KeptRecordTests.names.map { try bench.tags($0) + bench.notes($0) }
    }

    @Test
    func `whatever order merges are made and undone in, everybody has what they had`() throws {
        var dice = SeededRandom(seed: 7)
        let bench = try crowd()
        let apart = try state(bench)
        for _ in 0..<8 {
            var merges: [Identifier<Merge>] = []
            var pairs = [("a", "b"), ("b", "c"), ("c", "d")]
            pairs.shuffle(using: &dice)
            for (one, other) in pairs { merges.append(try bench.merge(one, other)) }
            #expect(try bench.areOne("a", "b", "c", "d"))
            let tags = try bench.tags("d").map { $0.lowercased() }
            #expect(tags == ["accra", "kumasi", "vip", "wholesale"])
            #expect(try bench.notes("d") == ["about a", "about b", "about c", "about d"])
            merges.shuffle(using: &dice)
            for merge in merges { try bench.undo(merge) }
            #expect(try state(bench) == apart)
            #expect(try bench.number("SELECT COUNT(*) FROM merged_tags") == 0)
            #expect(try bench.differences() == [])
        }
    }

    @Test func `what is written while they are one stays with the one who was kept`() throws {
        let bench = try crowd()
        let merge = try bench.merge("a", "b")
        try bench.write("about both", about: "b")
        try bench.tag("b", "New")
        try bench.undo(merge)
        #expect(try bench.notes("a") == ["about a", "about both"])
        #expect(try bench.notes("b") == ["about b"])
        #expect(try bench.tags("a") == ["Accra", "New", "VIP"])
        #expect(try bench.tags("b") == ["Kumasi", "vip"])
    }

    @Test func `a tag stays for as long as somebody is there with whom it came`() throws {
        let bench = try crowd()
        let second = try bench.merge("a", "b")
        let third = try bench.merge("a", "c")
        try bench.undo(second)
        #expect(try bench.tags("a") == ["Accra", "Kumasi", "VIP", "Wholesale"])
        try bench.undo(third)
        #expect(try bench.tags("a") == ["Accra", "VIP"])
    }

    @Test func `removed notes go for good after thirty days`() throws {
        let bench = try crowd()
        let notes = NoteStore(try bench.scope())
        let customer = try bench.customer("a")
        let note = try #require(try notes.list(of: customer, before: nil, limit: 1).first)
        #expect(try notes.remove(note.id, of: customer, at: bench.now))
        let retention = NoteRetention(database: Database(bench.shop.database.work))
        #expect(try retention.sweep(before: bench.now, limit: 100) == 0)
        #expect(try retention.sweep(before: bench.now + .seconds(1), limit: 100) == 1)
        #expect(try notes.restore(note.id, of: customer) == false)
    }
}
