import MariaDB
import Support
import Testing

/// Views that say by which index they are read.
@Suite struct KeyedViewTests {
    struct Lookup: Sendable, CustomTestStringConvertible {
        let view: String
        let condition: String
        let index: String

        var testDescription: String { view }
    }

    static let lookups = [
        Lookup(view: "customers_by_id", condition: "id IN (1, 2)", index: "PRIMARY"),
        Lookup(
            view: "customer_values_by_customer",
            condition: "customer_id IN (1, 2)",
            index: "PRIMARY"
        ),
        Lookup(
            view: "identities_by_connection",
            condition: "kind = 1 AND connection_id = 1 AND customer_id IN (1, 2)",
            index: "known_by"
        ),
        Lookup(
            view: "identities_by_customer",
            condition: "customer_id IN (1, 2)",
            index: "customer"
        ),
        Lookup(
            view: "identities_by_value",
            condition: "kind = 1 AND connection_id = 1 AND value LIKE 'a%'",
            index: "PRIMARY"
        ),
    ]

    @Test(arguments: lookups) func `no other index is thought of`(_ lookup: Lookup) throws {
        let database = try TestDatabase.shared()
        let shop = try TestShop(in: database)
        let inside = try AnyStatement(database.root, in: shop.organisation)
        let plan = try inside.texts(
            "EXPLAIN SELECT organisation_id FROM own_\(lookup.view) WHERE \(lookup.condition)"
        )
        let (table, possible, chosen) = (2, 4, 5)
        let steps = plan.filter { $0[table] != "session_organisations" }
        #expect(steps.map { $0[possible] } == [lookup.index], "\(plan)")
        #expect(steps.map { $0[chosen] } == [lookup.index], "\(plan)")
    }
}
