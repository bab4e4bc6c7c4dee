import Domain
import MariaDB
import Storage
import Support
import Testing

/// Whom a person took apart stays apart, whatever senders say.
struct KeptApartTests {
    @Test func `a pair taken apart does not come together by way of a third customer`() throws {
        let bench = try Bench()
        // The third is the oldest or the youngest: it takes the others in, or is taken in.
        for second in [5, 35] {
            for isNamedByThird in [true, false] {
                let mark = "\(second)-\(isNamedByThird)"
                let (a, b, c) = ("a\(mark)", "b\(mark)", "c\(mark)")
                try bench.event(c, "\(c)@example.com", second: second)
                try bench.event(a, "\(a)@example.com", second: 10)
                try bench.event(b, "\(b)@example.com", second: 20)
                try bench.event(a, "\(b)@example.com", second: 30)
                #expect(try bench.areOne(a, b))
                try bench.undoLast()
                #expect(try !bench.areOne(a, b))

                let (namer, named) = isNamedByThird ? (c, a) : (a, c)
                try bench.event(namer, "\(named)@example.com", second: 40)
                #expect(try bench.areOne(a, c))
                try bench.event(c, "\(b)@example.com", second: 50)
                try bench.event(b, "\(a)@example.com", second: 51)
                #expect(try !bench.areOne(a, b))
            }
        }
        #expect(try bench.differences() == [])
    }

    @Test func `nor within one batch`() throws {
        let bench = try Bench()
        let shop = bench.shop
        try bench.event("a", "a@example.com", second: 10)
        try bench.event("b", "b@example.com", second: 20)
        try bench.event("c", "c@example.com", second: 30)
        try bench.event("a", "b@example.com", second: 40)
        try bench.undoLast()
        func body(_ customer: String, _ email: String, _ second: Int) -> String {
            """
            {"customer_id":"\(customer)","event":"page_viewed","stage":"awareness",\
            "timestamp":"2026-05-01T10:00:\(second)Z","customer_email":"\(email)"}
            """
        }
        try shop.deliver([
            shop.entry(body("c", "a@example.com", 50)), shop.entry(body("c", "b@example.com", 51)),
            shop.entry(body("b", "c@example.com", 52)),
        ])
        try bench.work()
        #expect(try bench.areOne("a", "c"))
        #expect(try !bench.areOne("a", "b"))
        #expect(try bench.differences() == [])
    }

    @Test func `a person can merge them all the same, and take them apart again`() throws {
        let bench = try Bench()
        try bench.event("a", "a@example.com", second: 10)
        try bench.event("b", "b@example.com", second: 20)
        try bench.event("a", "b@example.com", second: 30)
        try bench.undoLast()
        let merge = try bench.merge("b", "a")
        #expect(try bench.areOne("a", "b"))
        #expect(try bench.page("b").merges.last?.reason == "Esi said that both are one person.")
        #expect(try bench.differences() == [])
        try bench.undo(merge)
        try bench.event("a", "b@example.com", second: 40)
        #expect(try !bench.areOne("a", "b"))
        #expect(try bench.differences() == [])
    }

    /// Merges in a chain, undone from the outside in: each goes with whom it had taken in before.
    @Test func `a branch of merges comes off with all that is on it, and then falls apart itself`()
        throws
    {
        let bench = try Bench()
        for (name, second) in [("a", 10), ("b", 20), ("c", 30)] {
            try bench.event(name, second: second)
        }
        let inner = try bench.merge("c", "b")
        let outer = try bench.merge("b", "a")
        #expect(try bench.areOne("a", "b", "c"))
        try bench.undo(outer)
        #expect(try bench.areOne("b", "c"))
        #expect(try !bench.areOne("a", "b"))
        #expect(try bench.differences() == [])
        try bench.undo(inner)
        #expect(try !bench.areOne("b", "c"))
        #expect(try bench.number("SELECT COUNT(*) FROM customers WHERE stage IS NOT NULL") == 3)
        #expect(try bench.differences() == [])
    }

    /// Who left a branch and came back by another way does not leave with the branch.
    @Test func `an identity goes home with its own customer only`() throws {
        let bench = try Bench()
        for (name, second) in [("a", 10), ("b", 20), ("c", 30)] {
            try bench.event(name, second: second)
        }
        let inner = try bench.merge("c", "b")
        let outer = try bench.merge("b", "a")
        try bench.undo(inner)
        _ = try bench.merge("c", "a")
        #expect(try bench.areOne("a", "b", "c"))
        try bench.undo(outer)
        #expect(try bench.areOne("a", "c"))
        #expect(try !bench.areOne("a", "b"))
        #expect(try bench.differences() == [])
    }

    @Test func `a merge that was asked for can be taken back before it is done`() throws {
        let bench = try Bench()
        try bench.event("a", second: 10)
        try bench.event("b", second: 20)
        let requests = MergeRequests(try bench.scope())
        let id: Identifier<Merge> = TestShop.ids.next()
        try requests.merge(
            try bench.customer("a"),
            try bench.customer("b"),
            id: id,
            by: Bench.author,
            at: bench.now
        )
        #expect(try requests.withdraw(id))
        try bench.work()
        #expect(try !bench.areOne("a", "b"))
        #expect(try bench.number("SELECT COUNT(*) FROM jobs") == 0)
    }
}
