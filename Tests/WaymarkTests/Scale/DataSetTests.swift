import Domain
import MariaDB
import Storage
import Support
import Testing
import Work

@testable import waymark

/// What the maker of data sets makes.
struct DataSetTests {
    @Test func `it has as many customers and events as were asked for`() throws {
        let shop = try SmallShop()
        #expect(shop.totals.customers == SmallShop.customers)
        #expect(shop.totals.events == SmallShop.events)
        let own = shop.organisation.id
        let counts: [(SQL, Int)] = [
            (
                "SELECT COUNT(*) FROM customers WHERE organisation_id = \(own)",
                shop.totals.customers
            ),
            ("SELECT COUNT(*) FROM events WHERE organisation_id = \(own)", shop.totals.events),
            (
                "SELECT COUNT(*) FROM deliveries WHERE organisation_id = \(own)",
                shop.totals.deliveries
            ),
        ]
        for (query, count) in counts {
            #expect(try shop.database.count(query) == count)
        }
    }

    @Test func `a recount finds every figure as it was written`() throws {
        let shop = try SmallShop()
        let finding = try Verification(
            database: Database(shop.database.work),
            organisation: shop.organisation
        ).run { _ in }
        #expect(finding.customers == SmallShop.customers)
        #expect(finding.differences == [])
    }

    @Test func `the same seed makes the same totals, and another seed others`() throws {
        let first = try SmallShop.make(300, 900, seed: 4).2
        #expect(try SmallShop.make(300, 900, seed: 4).2 == first)
        #expect(try SmallShop.make(300, 900, seed: 5).2 != first)
    }

    @Test func `customers have any number of events, and exactly so many together`() throws {
        let plan = DataSetPlan(
            seed: 1,
            customers: 999,
            events: 9_990,
            currency: try #require(Currency("EUR")),
            end: SmallShop.end
        )
        let counts = (0..<plan.customers).map(plan.events)
        #expect(counts.reduce(0, +) == plan.events)
        #expect(counts.min().map { $0 >= 1 } == true)
        #expect(Set(counts).count > 15)
        let arrivals = (0..<plan.customers).map(plan.arrival)
        #expect(arrivals == arrivals.sorted())
        #expect(arrivals.allSatisfy { $0 < plan.end })
    }

    @Test func `an organisation that has something is not one to fill`() throws {
        let shop = try SmallShop()
        let store = DataSetStore(
            database: Database(shop.database.work),
            organisation: shop.organisation.id
        )
        #expect(try !store.isEmpty())
        let empty = try OrganisationStore(database: Database(shop.database.work)).add(
            name: "Empty",
            timeZone: "UTC",
            currency: shop.organisation.currency,
            at: SmallShop.end
        )
        let other = DataSetStore(database: Database(shop.database.work), organisation: empty)
        #expect(try other.isEmpty())
    }
}
