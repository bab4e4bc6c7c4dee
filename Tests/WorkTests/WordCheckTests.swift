import Domain
import MariaDB
import Storage
import Support
import Testing
import Work

/// Verification sees when customers are found by other words than those of their names.
@Suite struct WordCheckTests {
    private let bench: Bench
    private let customer: Customer.ID

    init() throws {
        bench = try Bench()
        let body = #"""
            {"customer_id":"c-1","event":"page_viewed","stage":"awareness",
            "timestamp":"2026-09-01T10:00:00Z","customer_name":"Zoë Zoe Ofori-Atta"}
            """#
        try bench.shop.deliver([bench.shop.entry(body, lane: 1)])
        try bench.work()
        customer = Customer.ID(Int64(try bench.number("SELECT id FROM customers")))
    }

    private func execute(_ statement: SQL) throws {
        try Database(bench.shop.database.work).execute(statement)
    }

    @Test func `words as processing writes them are right, one for two that differ in accents`()
        throws
    {
        #expect(try bench.number("SELECT COUNT(*) FROM customer_words") == 3)
        #expect(try bench.differences() == [])
    }

    @Test(arguments: ["Atta", "zoe"]) func `a word that is missing is told`(word: String) throws {
        try execute("DELETE FROM customer_words WHERE word = \(word)")
        #expect(
            try bench.differences() == [
                "customer \(customer.text) is not found by every word of its name"
            ]
        )
    }

    @Test func `a word that is too much is told, and one of nobody`() throws {
        try execute("UPDATE customer_words SET word = 'Attah' WHERE word = 'Ofori'")
        try execute(
            """
            INSERT INTO customer_words (organisation_id, word, customer_id)
            SELECT organisation_id, word, 7 FROM customer_words WHERE word = 'Attah'
            """
        )
        #expect(
            try bench.differences() == [
                "customer \(customer.text) is not found by every word of its name",
                "customer 7 is found by words that are not its name's",
                "customer \(customer.text) is found by words that are not its name's",
            ]
        )
    }
}
