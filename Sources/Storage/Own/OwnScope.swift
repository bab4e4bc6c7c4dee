package import Domain

/// One organisation's rows and nothing else, for as long as a caller is served.
///
/// All stores under `Own/` read and write through the views of the tenant wall: what they do not
/// see, they cannot touch, whatever a statement says.
package struct OwnScope {
    private static let mostAttempts = 4

    package let organisation: Organisation.ID
    let database: Database

    /// Enters the organisation on a session of the API's account.
    package init(_ organisation: Organisation.ID, on database: Database) throws(StorageError) {
        try database.enter(organisation)
        self.organisation = organisation
        self.database = database
    }

    /// Leaves the organisation, so that the session can serve another caller.
    package func leave() {
        database.leave()
    }

    /// Runs the body as one transaction, anew where that lost against another one: all of it has
    /// to be in the database.
    package func transaction<Result>(
        _ body: () throws(StorageError) -> Result
    ) throws(StorageError) -> Result {
        for _ in 1..<OwnScope.mostAttempts {
            do {
                return try database.transaction(body)
            } catch  where error.kind == .contended {
                continue
            }
        }
        return try database.transaction(body)
    }
}

/// Where a list goes on: after the row with this key, in the list's order.
package struct PageKey: Hashable, Sendable {
    package let at: Instant
    package let id: Int64

    package init(at: Instant, id: Int64) {
        self.at = at
        self.id = id
    }

    /// The text that a caller hands back: `1732147200000000.81723`.
    package var text: String { "\(at.microseconds).\(id)" }

    package init?(text: some StringProtocol) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let microseconds = Int64(parts[0]), let id = Int64(parts[1]) else {
            return nil
        }
        self.init(at: Instant(microseconds: microseconds), id: id)
    }
}

/// Some rows of a list and where it goes on, if it does.
package struct Page<Element: Sendable>: Sendable {
    package let items: [Element]
    package let next: PageKey?

    /// - Parameter rows: up to one more than `limit`; the one more tells that the list goes on.
    init(_ rows: [Element], limit: Int, key: (Element) -> PageKey) {
        items = Array(rows.prefix(limit))
        next = rows.count > limit ? items.last.map(key) : nil
    }
}
