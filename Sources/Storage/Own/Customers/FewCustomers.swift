internal import MariaDB

/// Few customers among whom all are that pass a filter: they are looked at one by one, instead of
/// going along an order in which they are far apart.
struct FewCustomers {
    /// So many are few.
    private static let most = 4_000

    /// A query for their ids.
    let ids: SQL
    /// The condition that holds for all of them.
    let condition: CustomerConditions.Condition?

    private init(_ candidates: Candidates) {
        ids = candidates.ids(upTo: FewCustomers.most)
        condition = candidates.condition
    }

    /// Nil where every condition leaves many, and where the order's own index serves them all.
    init?(
        _ conditions: CustomerConditions,
        besides served: CustomerConditions.Condition?,
        in database: Database
    ) throws(StorageError) {
        if let search = conditions.search,
            let candidates = try FewCustomers.found(by: search, in: database)
        {
            self.init(candidates)
            return
        }
        for candidates in conditions.candidates
        where served == nil || candidates.condition != served {
            let count = try candidates.count(upTo: FewCustomers.most, in: database)
            guard count <= FewCustomers.most else { continue }
            self.init(candidates)
            return
        }
        return nil
    }

    /// Of the words all have to fit, so the rarest is enough; who is not found by name may be
    /// found by an identity.
    private static func found(
        by search: CustomerSearch,
        in database: Database
    ) throws(StorageError) -> Candidates? {
        var candidates = search.byIdentity
        let room = most - (try candidates.count(upTo: most, in: database))
        guard room >= 0 else { return nil }
        var rarest: (count: Int, parts: [Candidates.Part])?
        for word in search.byWord {
            let count = try word.count(upTo: most, in: database)
            if count < rarest?.count ?? .max { rarest = (count, word.parts) }
        }
        guard rarest?.count ?? 0 <= room else { return nil }
        candidates.parts += rarest?.parts ?? []
        return candidates
    }
}
