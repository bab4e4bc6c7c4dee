import Domain
import MariaDB
import Support
import Testing

@testable import Storage

/// What the server reckons of the rows that a filter may let through, before it goes along them.
struct RangeEstimateTests {
    private let shop: SmallShop

    init() throws {
        shop = try SmallShop()
    }

    private func candidates() throws -> [(String, Candidates)] {
        let sources: [(UInt16)] = try shop.session.rows(
            "SELECT id FROM own_sources WHERE name IN ('organic', 'campaign 3') ORDER BY name"
        )
        return [
            ("a rare word", .named("kabi")), ("a common word", .named("b")),
            ("a sign of LIKE", .named("_")), ("a rare address", .addressed("kabi")),
            ("a common address", .addressed("B")), ("no address", .addressed("zzz")),
            ("the web shop", .known(by: try shop.connection("Web shop"))),
            ("the till", .known(by: try shop.connection("Till"))),
            ("a common tag", .tagged("newsletter")), ("a tag of some", .tagged("Wholesale")),
            ("nobody's tag", .tagged("nobody")), ("no source", .came(by: nil)),
            ("an early stage", .reached(.awareness)), ("a late stage", .reached(.advocacy)),
        ] + sources.map { ("source \($0)", .came(by: $0)) }
    }

    /// The server says one at least, of each of two kinds of addresses.
    private static let least = 2

    @Test func `an estimate is near what there is`() throws {
        for (name, candidates) in try candidates() {
            let estimate = try #require(candidates.parts[0].estimate, "\(name)")
            let count = try #require(try candidates.count(upTo: .max, in: shop.session))
            let (database, most) = (shop.session, max(2 * count, RangeEstimateTests.least))
            #expect(try estimate.isAtMost(most, in: database) == true, "\(name): \(count)")
            guard count > 20 else { continue }
            #expect(try estimate.isAtMost(count / 5, in: database) == false, "\(name): \(count)")
        }
    }

    @Test func `whether they are few is told without going along them`() throws {
        for (name, candidates) in try candidates() {
            let read = try shop.rowsReadAgain {
                for most in [100, 20_000] { _ = try candidates.areFew(most, in: shop.session) }
            }
            // What is between once and twice as many is gone along.
            #expect(read < 150, "\(name)")
        }
    }

    @Test func `where an estimate is short of the truth, nobody is left out`() throws {
        var candidates = Candidates.named("b")
        let all = try #require(try candidates.count(upTo: .max, in: shop.session))
        candidates.parts[0].estimate = .named("zzz%")
        #expect(try candidates.areFew(3, in: shop.session))
        let ids: [Int64] = try shop.session.rows(candidates.ids(upTo: 3))
        #expect(ids.count == all)
        #expect(all > 500)
    }

    @Test func `another organisation's rows are not among those reckoned`() throws {
        let other = try TestShop(in: shop.database)
        let database = Database(shop.database.api)
        let scope = try OwnScope(other.organisation, on: database)
        defer { scope.leave() }
        for (name, candidates) in try candidates() {
            let estimate = try #require(candidates.parts[0].estimate, "\(name)")
            let least = RangeEstimateTests.least
            #expect(try estimate.isAtMost(least, in: database) == true, "\(name)")
        }
    }
}
