import Domain
import MariaDB
import Storage
import Support

/// What people do on the page, for benches.
extension Bench {
    static let author = Author(person: nil, name: "Esi")

    func scope() throws -> OwnScope {
        try OwnScope(shop.organisation, on: Database(shop.database.api))
    }

    /// One event by a sender's id and, where one is given, an address; it is worked off.
    func event(
        _ customer: String,
        _ email: String? = nil,
        name: String? = nil,
        second: Int
    ) throws {
        let address = email.map { #","customer_email":"\#($0)""# } ?? ""
        let called = name.map { #","customer_name":"\#($0)""# } ?? ""
        let time = Instant(seconds: 1_780_000_000 + Int64(second))
        try shop.deliver([
            shop.entry(
                """
                {"customer_id":"\(customer)","event":"page_viewed","stage":"awareness",\
                "timestamp":"\(time.iso8601)"\(address)\(called)}
                """
            )
        ])
        try work()
    }

    /// Who lives under a sender's id.
    func customer(_ external: String) throws -> Customer.ID {
        let id = try number(
            "SELECT customer_id FROM identities WHERE kind = 1 AND value = \(external)"
        )
        return Customer.ID(Int64(id))
    }

    /// Whether all of these senders' ids are one customer's.
    func areOne(_ externals: String...) throws -> Bool {
        try Set(externals.map { try customer($0) }).count == 1
    }

    func type(_ value: String?, in field: Customer.Field, of customer: String) throws {
        let (scope, id) = (try scope(), try self.customer(customer))
        try CustomerEdits(scope).record(
            value,
            in: field,
            of: id,
            id: TestShop.ids.next(),
            by: Bench.author,
            at: now
        )
        try work()
    }

    /// Merges two customers by hand; tells the merge's number.
    func merge(_ one: String, _ other: String) throws -> Identifier<Merge> {
        let id: Identifier<Merge> = TestShop.ids.next()
        try MergeRequests(try scope())
            .merge(try customer(one), try customer(other), id: id, by: Bench.author, at: now)
        try work()
        return id
    }

    func undo(_ merge: Identifier<Merge>) throws {
        guard try MergeRequests(try scope()).undo(merge, at: now) else {
            throw TestFault("nothing to undo")
        }
        try work()
    }

    /// Undoes the merge that was recorded last.
    func undoLast() throws {
        try undo(Identifier(Int64(try number("SELECT MAX(id) FROM merges"))))
    }

    func tag(_ customer: String, _ tags: String...) throws {
        for text in tags {
            guard let tag = CustomerTag(text) else { throw TestFault("no tag") }
            try TagStore(try scope()).add(tag, to: try self.customer(customer), by: nil, at: now)
        }
    }

    func tags(_ customer: String) throws -> [String] {
        try TagStore(try scope()).list(of: try self.customer(customer)).map(\.tag)
    }

    func write(_ text: String, about customer: String) throws {
        try NoteStore(try scope()).add(
            TestShop.ids.next(),
            text,
            to: try self.customer(customer),
            draft: nil,
            by: Bench.author,
            at: now
        )
    }

    func notes(_ customer: String) throws -> [String] {
        try NoteStore(try scope()).list(of: try self.customer(customer), before: nil, limit: 50)
            .map(\.text).sorted()
    }

    /// The customer as their page shows them.
    func page(_ customer: String) throws -> CustomerDetail {
        guard let found = try CustomerReport(try scope()).find(try self.customer(customer)) else {
            throw TestFault("no customer")
        }
        return found
    }
}
