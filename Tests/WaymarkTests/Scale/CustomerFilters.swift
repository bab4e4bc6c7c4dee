import Domain
import Storage
import Support
import Testing

@testable import waymark

/// What lists of customers and events may be asked for, each alone and any two together: rare and
/// common, by an index and row by row.
struct CustomerFilters {
    typealias Setting = (String, (inout CustomerFilter) -> Void)

    let alone: [Setting]
    let entrance: CustomerFilter.Entrance

    init(_ shop: SmallShop) throws {
        let (till, web) = try (shop.connection("Till"), shop.connection("Web shop"))
        let day = SmallShop.end - .days(60)
        let entrance = CustomerFilters.entrance(until: day)
        self.entrance = entrance
        alone = [
            ("stage", { $0.stage = .retention }), ("furthest", { $0.furthest = .advocacy }),
            ("common source", { $0.source = .named("organic") }),
            ("rare source", { $0.source = .named("campaign 3") }),
            ("no source", { $0.source = .unnamed }),
            ("common connection", { $0.connection = web }),
            ("rare connection", { $0.connection = till }),
            ("common tag", { $0.tag = "newsletter" }), ("rare tag", { $0.tag = "wholesale" }),
            ("seen", { $0.seen.from = day }), ("first seen", { $0.firstSeen.to = day }),
            ("paid", { $0.paid.least = Amount(tenThousandths: 1_000_000) }),
            ("entered", { $0.entrance = entrance }),
            (
                "left",
                {
                    $0.entrance = entrance
                    $0.entrance?.outcome = .left
                    $0.entrance?.isBeginning = true
                }
            ),
            (
                "moved on",
                {
                    $0.entrance = entrance
                    $0.entrance?.outcome = .movedOn
                    $0.entrance?.next = .consideration
                    $0.entrance?.converted = .advocacy
                }
            ),
            ("common word", { $0.text = "ka" }), ("rare word", { $0.text = "kabiden" }),
            ("id", { $0.text = "s1-5" }), ("two words", { $0.text = "ka lo" }),
        ]
    }

    private static func entrance(until day: Instant) -> CustomerFilter.Entrance {
        CustomerFilter.Entrance(
            stage: .awareness,
            span: CustomerFilter.Span(from: SmallShop.end - .days(120), to: day),
            window: .usual,
            windowsEnd: day
        )
    }

    var pairs: [Setting] {
        alone.indices.flatMap { first in
            alone[(first + 1)...].map { second in
                let one = alone[first]
                return (
                    "\(one.0) and \(second.0)",
                    { filter in
                        one.1(&filter)
                        second.1(&filter)
                    }
                )
            }
        }
    }
}

extension SmallShop {
    /// The connection of this name.
    func connection(_ name: String) throws -> Connection.ID {
        try #require(try ConnectionStore(scope).list().first { $0.name == name }).id
    }

    var eventFilters: [(String, (inout EventList.Filter) -> Void)] {
        get throws {
            let (till, web) = try (connection("Till"), connection("Web shop"))
            let everybody = try page(filter, by: .lastSeen, true, PageRequest(limit: 1))
            let customer = try #require(everybody.items.first).summary.id
            return [
                ("all", { _ in }), ("stage", { $0.stage = .advocacy }),
                ("common kind", { $0.kind = .pageViewed }),
                ("rare kind", { $0.kind = .referralMade }),
                ("common source", { $0.source = .named("organic") }),
                ("rare source", { $0.source = .named("campaign 3") }),
                ("no source", { $0.source = .unnamed }),
                ("common connection", { $0.connection = web }),
                ("rare connection", { $0.connection = till }),
                ("customer", { $0.customer = customer }),
                ("time", { $0.span.to = SmallShop.end - .days(200) }),
            ]
        }
    }

    /// How many rows the server reads for work that it has done once before.
    func rowsReadAgain<Result>(_ work: () throws -> Result) throws -> Int {
        _ = try work()
        return try rowsRead { _ = try work() }
    }
}
