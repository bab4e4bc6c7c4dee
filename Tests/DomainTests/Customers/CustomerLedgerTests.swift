import Domain
import Testing

struct CustomerLedgerTests {
    private let shop = Connection.ID(7)

    private func entry(
        _ customer: String,
        _ email: String? = nil,
        at second: Int64
    ) throws -> CustomerLedger.Entry {
        let address = try email.map { try #require(EmailAddress($0)) }
        let event = JourneyEvent(
            kind: .pageViewed,
            stage: .awareness,
            occurredAt: Instant(seconds: second),
            email: address
        )
        let identities =
            [Identity.external(customer, in: shop)] + (address.map { [.email($0)] } ?? [])
        return CustomerLedger.Entry(event: event, identities: identities)
    }

    private func ledger(keptApart: [(Customer.ID, Customer.ID)] = []) -> CustomerLedger {
        var last: Int64 = 0
        return CustomerLedger(owners: [:], customers: [:], keptApart: keptApart) {
            last += 1
            return Customer.ID(last)
        }
    }

    @Test func `one name is one customer`() throws {
        var ledger = ledger()
        let first = ledger.record(try entry("a", at: 1))
        let second = ledger.record(try entry("a", at: 2))
        #expect(first == second)
        #expect(ledger.newIdentities.count == 1)
    }

    @Test func `an event that names two customers merges the younger into the older`() throws {
        var ledger = ledger()
        let younger = ledger.record(try entry("a", at: 20))
        let older = ledger.record(try entry("b", "b@example.com", at: 10))
        let joined = ledger.record(try entry("a", "b@example.com", at: 30))
        #expect(joined == older)
        #expect(ledger.customers[younger] == nil)
        #expect(ledger.merges.map(\.kept) == [older])
        #expect(ledger.merges.map(\.merged) == [younger])
        #expect(ledger.merges[0].identities == [.external("a", in: shop)])
        #expect(ledger.customers[older]?.firstSeen == Instant(seconds: 10))
        #expect(ledger.customers[older]?.lastSeen == Instant(seconds: 30))
        #expect(ledger.changed == [older])
    }

    @Test func `a merge that a person has undone is not made again: the stronger name decides`()
        throws
    {
        var ledger = ledger(keptApart: [(Customer.ID(2), Customer.ID(1))])
        let one = ledger.record(try entry("a", at: 1))
        let other = ledger.record(try entry("b", "b@example.com", at: 2))
        let third = ledger.record(try entry("a", "b@example.com", at: 3))
        #expect(third == one)
        #expect(one != other)
        #expect(ledger.merges.isEmpty)
    }

    @Test func `merges in a row end in one customer`() throws {
        var ledger = ledger()
        _ = ledger.record(try entry("a", "a@example.com", at: 3))
        _ = ledger.record(try entry("b", "b@example.com", at: 2))
        _ = ledger.record(try entry("c", "c@example.com", at: 1))
        _ = ledger.record(try entry("a", "b@example.com", at: 4))
        let last = ledger.record(try entry("a", "c@example.com", at: 5))
        #expect(ledger.customers.count == 1)
        #expect(Set(ledger.owners.values) == [last])
    }

    @Test func `the newest name and the oldest source count`() {
        func event(_ second: Int64, _ name: String, _ source: String) -> JourneyEvent {
            JourneyEvent(
                kind: .pageViewed,
                stage: .awareness,
                occurredAt: Instant(seconds: second),
                name: name,
                source: source
            )
        }
        var customer = Customer(firstEvent: event(2, "Later", "email"))
        customer.absorb(event(1, "Earlier", "chat"))
        #expect(customer.name?.value == "Later")
        #expect(customer.source?.value == "chat")
    }
}
