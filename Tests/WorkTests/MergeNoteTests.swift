import Domain
import MariaDB
import Storage
import Support
import Testing

/// Which merges the page of a customer tells of.
struct MergeNoteTests {
    private let bench: Bench

    init() throws {
        bench = try Bench()
        try bench.shop.deliver(
            ["a", "b", "c", "d", "e"].map { name in
                bench.shop.entry(
                    """
                    {"customer_id":"\(name)","event":"page_viewed","stage":"awareness",\
                    "timestamp":"2026-05-01T10:00:00Z"}
                    """
                )
            }
        )
        try bench.work()
    }

    private func living() throws -> [Customer.ID] {
        try Database(bench.shop.database.root)
            .rows("SELECT id FROM customers WHERE stage IS NOT NULL")
    }

    private func told(of customer: Customer.ID) throws -> [Identifier<Merge>] {
        let detail = try CustomerReport(try bench.scope()).find(customer)
        return try #require(detail).merges.map(\.id)
    }

    /// Looked for in all merges there are.
    private func expected(of customer: Customer.ID) throws -> [Identifier<Merge>] {
        try Database(bench.shop.database.root).rows(
            """
            SELECT m.id FROM merges m JOIN customers c
                ON c.organisation_id = m.organisation_id AND c.id = m.merged_id
            WHERE m.kept_id = \(customer) OR c.merged_into = \(customer)
            ORDER BY m.id
            """
        )
    }

    private func expectAllTold(_ counts: [Int]) throws {
        let living = try living()
        for customer in living {
            #expect(try told(of: customer) == expected(of: customer))
        }
        #expect(try living.map { try told(of: $0).count }.sorted() == counts)
    }

    @Test func `at first and at second hand, those that hold and those undone`() throws {
        try expectAllTold([0, 0, 0, 0, 0])
        let first = try bench.merge("a", "b")
        try expectAllTold([0, 0, 0, 1])
        let second = try bench.merge("c", "d")
        try expectAllTold([0, 1, 1])
        _ = try bench.merge("d", "e")
        try expectAllTold([1, 2])
        _ = try bench.merge("b", "e")
        try expectAllTold([4])
        try bench.undo(second)
        try expectAllTold([0, 3])
        try bench.undo(first)
        try expectAllTold([0, 0, 3])
    }

    @Test func `nothing is read of the merges of others`() throws {
        try Database(bench.shop.database.root).execute(
            """
            INSERT INTO merges (organisation_id, id, kept_id, merged_id, reason, merged_at)
            SELECT \(bench.shop.organisation), seq, \(try bench.customer("a")),
                \(try bench.customer("b")), 'x', NOW() FROM seq_1_to_5000
            """
        )
        let database = Database(bench.shop.database.api)
        let scope = try OwnScope(bench.shop.organisation, on: database)
        let customer = try bench.customer("c")
        for _ in 0..<3 {
            let before = try database.rowsRead()
            #expect(try CustomerReport(scope).find(customer)?.merges.count == 0)
            #expect(try database.rowsRead() - before < 200)
        }
    }
}
