internal import MariaDB

/// Finds out whether one condition of a filter alone leaves few customers: then these are looked
/// at one by one, instead of going along an order in which they are far apart.
struct FewCustomers {
    /// So many are few.
    private static let most = 4_000

    let database: Database
    let conditions: CustomerConditions

    /// A query for the ids of few customers among whom all are that pass the filter; nil where
    /// every condition leaves many.
    ///
    /// - Parameter order: what this order's own index serves is not tried.
    func find(besides order: CustomerSort) throws(StorageError) -> SQL? {
        if let search = conditions.search, let few = try find(search) { return few }
        for candidates in conditions.candidates(besides: order) {
            let count = try candidates.count(upTo: FewCustomers.most, in: database)
            if count <= FewCustomers.most { return candidates.ids }
        }
        return nil
    }

    /// Of the words all have to fit, so the rarest is enough; who is not found by name may be
    /// found by an identity.
    private func find(_ search: CustomerSearch) throws(StorageError) -> SQL? {
        var room = FewCustomers.most
        for candidates in search.byIdentity {
            room -= try candidates.count(upTo: FewCustomers.most, in: database)
            guard room >= 0 else { return nil }
        }
        var rarest: (count: Int, candidates: Candidates)?
        for candidates in search.byWord {
            let count = try candidates.count(upTo: FewCustomers.most, in: database)
            if count < rarest?.count ?? .max { rarest = (count, candidates) }
        }
        guard rarest?.count ?? 0 <= room else { return nil }
        let ways = search.byIdentity + (rarest.map { [$0.candidates] } ?? [])
        return "\(fragments: ways.map(\.ids), separator: " UNION ")"
    }
}
