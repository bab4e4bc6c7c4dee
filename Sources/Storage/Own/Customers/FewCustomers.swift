internal import MariaDB

/// Few customers among whom all are that pass a filter: they are looked at one by one, instead of
/// going along an order in which they are far apart.
struct FewCustomers {
    /// A query for their ids.
    let ids: SQL
    /// The condition that holds for all of them.
    let condition: CustomerConditions.Condition?

    /// Whether nobody is among them who was merged away: with a merge these rows move on.
    var areLiving: Bool {
        switch condition {
        case .connection, .tag, .entrance, .paid: true
        default: false
        }
    }

    private init(_ candidates: Candidates, _ most: Int) {
        ids = candidates.ids(upTo: most)
        condition = candidates.condition
    }

    /// Nil where every condition leaves many, and where the order's own index serves them all.
    init?(
        _ conditions: CustomerConditions,
        besides served: CustomerConditions.Condition?,
        upTo most: Int,
        in database: Database
    ) throws(StorageError) {
        if let search = conditions.search,
            let candidates = try FewCustomers.found(by: search, most, in: database)
        {
            self.init(candidates, most)
            return
        }
        for candidates in conditions.candidates
        where served == nil || candidates.condition != served {
            guard try candidates.areFew(most, in: database) else { continue }
            self.init(candidates, most)
            return
        }
        return nil
    }

    /// Of the words all have to fit, so the rarest is enough; who is not found by name may be
    /// found by an identity.
    private static func found(
        by search: CustomerSearch,
        _ most: Int,
        in database: Database
    ) throws(StorageError) -> Candidates? {
        var candidates = search.byIdentity
        guard try candidates.areFew(most, in: database) else { return nil }
        guard let word = try rarest(of: search.byWord, most, in: database) else {
            return search.byWord.isEmpty ? candidates : nil
        }
        candidates.parts += word.parts
        // A word alone leaves nothing to look at once more.
        if search.byWord.count == 1 { candidates.condition = .search }
        return candidates
    }

    /// Nil where every word is of many.
    private static func rarest(
        of words: [Candidates],
        _ most: Int,
        in database: Database
    ) throws(StorageError) -> Candidates? {
        if words.count == 1 { return try words[0].areFew(most, in: database) ? words[0] : nil }
        var rarest: (count: Int, word: Candidates)?
        for word in words {
            guard let count = try word.count(upTo: most, in: database) else { continue }
            if count < rarest?.count ?? .max { rarest = (count, word) }
        }
        return rarest?.word
    }
}
