import Domain
import MariaDB
import Storage
import Support
import Testing

@testable import waymark

/// Lists of customers: whatever is asked, in whatever order, page by page and back again.
struct CustomerListTests {
    private let shop: SmallShop

    init() throws {
        shop = try SmallShop()
    }

    private static let orders = CustomerSort.allCases.filter { $0 != .entered }

    @Test(arguments: orders, [true, false])
    func `every order shows everybody once`(sort: CustomerSort, isDescending: Bool) throws {
        let ids = try shop.ids(shop.filter, by: sort, isDescending: isDescending)
        #expect(ids.count == SmallShop.customers)
        #expect(Set(ids).count == SmallShop.customers)
    }

    @Test func `orders are what they say`() throws {
        func first(_ sort: CustomerSort, _ isDescending: Bool) throws -> [CustomerSummary] {
            try shop.page(shop.filter, by: sort, isDescending, PageRequest(limit: 200)).items
                .map(\.summary)
        }
        let last = try first(.lastSeen, true).map(\.lastSeen)
        #expect(last == last.sorted(by: >))
        let seen = try first(.firstSeen, false).map(\.firstSeen)
        #expect(seen == seen.sorted())
        let names = try first(.name, false).compactMap(\.name)
        #expect(names == names.sorted())
        #expect(names.count == 200, "who has no name comes last")
        let paid = try first(.value, true).compactMap { customer in
            customer.paid.first { $0.currency == shop.organisation.currency }?.amount
        }
        #expect(paid.count == 200)
        #expect(paid == paid.sorted(by: >))
    }

    @Test(arguments: orders) func `a list read backwards is the list`(sort: CustomerSort) throws {
        var filter = shop.filter
        filter.stage = .purchase
        filter.source = .named("chat")
        let ids = try shop.ids(filter, by: sort, isDescending: true, limit: 37)
        #expect(ids.count > 100)
        var (pages, cursor): ([[Customer.ID]], ListCursor?) = ([], nil)
        var page = try shop.page(filter, by: sort, true, PageRequest(limit: 37))
        while let next = page.next {
            cursor = next
            page = try shop.page(filter, by: sort, true, PageRequest(limit: 37, cursor: next))
        }
        #expect(cursor != nil)
        pages = [page.items.map(\.summary.id)]
        while let previous = page.previous {
            page = try shop.page(filter, by: sort, true, PageRequest(limit: 37, cursor: previous))
            pages.insert(page.items.map(\.summary.id), at: 0)
        }
        #expect(pages.flatMap { $0 } == ids)
    }

    @Test(arguments: orders)
    func `how far a page is thought to reach changes none`(sort: CustomerSort) throws {
        func page(_ cursor: ListCursor?) throws -> ListPage<ListedCustomer> {
            try shop.page(shop.filter, by: sort, true, PageRequest(limit: 50, cursor: cursor))
        }
        let next = try #require(try page(nil).next)
        let bare = next.text.split(separator: ".").prefix(2).joined(separator: ".")
        let pages = try ["", ".1", ".100000000", ".9223372036854775807"].map { reach in
            let cursor = try #require(ListCursor(text: bare + reach))
            return try page(cursor).items.map(\.summary.id)
        }
        #expect(pages[0].count == 50)
        #expect(Set(pages).count == 1)
    }

    /// Nobody is few here, and the more common of the two searches is of too many to be named: what
    /// is rare in a million is looked for like this.
    private static let manyEverywhere = {
        var limits = ListLimits.usual
        (limits.few, limits.searched) = (0, 100)
        return limits
    }()

    @Test(arguments: [ListLimits.usual, manyEverywhere])
    func `every filter lets through whom it says, in every order`(limits: ListLimits) throws {
        let all = try shop.ids(shop.filter, by: .lastSeen, isDescending: true)
        for (name, set, holds) in CustomerListTests.filters {
            var filter = shop.filter
            set(&filter)
            let expected = try CustomerReport(shop.scope).list(all).filter(holds).map(\.id)
            #expect(!expected.isEmpty, "\(name) is not tried")
            for sort in CustomerListTests.orders {
                let ids = try shop.ids(filter, by: sort, isDescending: true, limits: limits)
                #expect(ids.count == expected.count, "\(name) by \(sort)")
                #expect(Set(ids) == Set(expected), "\(name) by \(sort)")
            }
        }
    }

    /// Also where those who have the tag are exactly as many as are looked at one by one, or one
    /// more, and where no other tag follows in the order of letters.
    @Test(arguments: ["newsletter", "returns often", "Wholesale", "press", "pres", "zzz"])
    func `a tag finds everybody who has it, in every order`(tag: String) throws {
        let having: [Customer.ID] = try Database(shop.database.root).rows(
            """
            SELECT customer_id FROM customer_tags
            WHERE organisation_id = \(shop.organisation.id) AND tag = LOWER(\(tag))
            """
        )
        #expect(having.isEmpty == ["pres", "zzz"].contains(tag))
        var filter = shop.filter
        filter.tag = tag
        for few in [0, having.count - 1, having.count, having.count + 1] where few >= 0 {
            var limits = ListLimits.usual
            limits.few = few
            for sort in CustomerListTests.orders {
                let ids = try shop.ids(filter, by: sort, isDescending: true, limits: limits)
                #expect(ids.count == having.count, "by \(sort)")
                #expect(Set(ids) == Set(having), "by \(sort)")
            }
        }
    }

    private typealias Filter = (
        String, (inout CustomerFilter) -> Void, (CustomerSummary) -> Bool
    )
    private static let day = SmallShop.end - .days(20)
    private static var filters: [Filter] {
        [
            ("stage", { $0.stage = .advocacy }, { $0.stage == .advocacy }),
            ("furthest", { $0.furthest = .retention }, { $0.furthest == .retention }),
            ("source", { $0.source = .named("email") }, { $0.source == "email" }),
            ("campaign", { $0.source = .named("campaign 3") }, { $0.source == "campaign 3" }),
            ("no source", { $0.source = .unnamed }, { $0.source == nil }),
            ("seen", { $0.seen.from = day }, { $0.lastSeen >= day }),
            ("first seen", { $0.firstSeen.to = day }, { $0.firstSeen < day }),
            (
                "value", { $0.paid.least = Amount(tenThousandths: 1_000_000) },
                { customer in
                    customer.paid.contains {
                        $0.currency.code == "EUR" && $0.amount >= Amount(tenThousandths: 1_000_000)
                    }
                }
            ),
            ("name", { $0.text = "kabi" }, { CustomerListTests.isFound("kabi", $0) }),
            (
                "all",
                {
                    $0.stage = .awareness
                    $0.source = .named("organic")
                    $0.text = "ka"
                },
                {
                    $0.stage == .awareness && $0.source == "organic"
                        && CustomerListTests.isFound("ka", $0)
                }
            ),
        ]
    }

    private static func isFound(_ start: String, _ customer: CustomerSummary) -> Bool {
        let words = customer.name?.lowercased().split(separator: " ") ?? []
        return words.contains { $0.hasPrefix(start) } || customer.email?.hasPrefix(start) == true
    }
}
