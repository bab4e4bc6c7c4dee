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
                """
                SELECT COUNT(*) FROM customers
                WHERE organisation_id = \(own) AND stage IS NOT NULL
                """,
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

    @Test func `people keep tags and notes on its customers, and have merged some`() throws {
        let shop = try SmallShop()
        let (own, totals) = (shop.organisation.id, shop.totals)
        for (table, count, band) in [
            ("customer_tags", totals.tags, 3_300...3_700), ("notes", totals.notes, 150...250),
            ("note_versions", nil, 151...300), ("merges", totals.merges, 200...320),
            ("merge_identities", totals.merges, 200...320),
            ("audit_entries", totals.notes + totals.merges, 350...570),
        ] as [(SQL, Int?, ClosedRange<Int>)] {
            let found = try shop.database.count(
                "SELECT COUNT(*) FROM \(fragment: table) WHERE organisation_id = \(own)"
            )
            #expect(band.contains(found))
            #expect(count == nil || count == found)
        }
    }

    @Test func `some of its deliveries were not understood, and some given up`() throws {
        let shop = try SmallShop()
        var filter = DeliveryList.Filter()
        var found: [Int] = []
        for state in [DeliveryState.quarantined, .dead] {
            filter.state = state
            let page = try DeliveryList(shop.scope).page(filter, PageRequest(limit: 100))
            found.append(page.items.count)
        }
        #expect(found == [9, 3])
        #expect(found.reduce(0, +) == shop.totals.failures)
        let attempts = try shop.database.count(
            "SELECT COUNT(*) FROM attempts WHERE organisation_id = \(shop.organisation.id)"
        )
        #expect(attempts == 36)
    }

    @Test func `who was merged can be taken apart again`() throws {
        let (database, organisation, totals) = try SmallShop.make(400, 2_400, seed: 7)
        #expect(totals.merges > 3)
        let work = Database(database.work)
        let merges: [(Identifier<Merge>, Customer.ID)] = try work.rows(
            "SELECT id, merged_id FROM merges WHERE organisation_id = \(organisation.id)"
        )
        let store = MergeStore(database: work, organisation: organisation.id)
        for (id, _) in merges {
            let merge = try #require(try store.find(id))
            try store.undo(id, merge, at: SmallShop.end)
        }
        let guests = try CustomerFold(database: work, organisation: organisation.id)
            .run(Set(merges.map(\.1)))
        #expect(guests.count == totals.merges)
        #expect(guests.values.allSatisfy { $0.name == nil && $0.paid.isEmpty })
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
