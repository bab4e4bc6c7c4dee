internal import Domain
internal import MariaDB

/// What somebody typed to find a customer: beginnings of words of the name, or the beginning of
/// an address or of a sender's id.
struct CustomerSearch {
    private let words: [String]
    private let text: String
    /// Senders' ids are looked up connection by connection, as their index has them.
    private let connections: [Connection.ID]
    /// Who has an identity that begins with the whole text, where they are few enough to be named:
    /// else all names of every customer are compared.
    private var called: [Int64]?

    init(_ text: String, connections: [Connection.ID]) {
        words = NameWords.split(text)
        self.text = text
        self.connections = connections
    }

    /// Whether a customer's own row says if they are found.
    var isRead: Bool { called != nil }

    /// The same search, which knows those who have an identity that begins so.
    ///
    /// - Parameter most: so many of a kind are named.
    func read(upTo most: Int, in database: Database) throws(StorageError) -> CustomerSearch {
        guard try byIdentity.areFew(most, in: database) else { return self }
        var search = self
        search.called = try database.rows(byIdentity.ids(upTo: most).plannedAnew)
        return search
    }

    /// What a customer who is found fulfils.
    ///
    /// - Parameters:
    ///   - id: where the customer's id is read.
    ///   - name: where their name is.
    func condition(_ id: SQL, _ name: SQL) -> SQL {
        let byName = words.map { word -> SQL in
            """
            CONCAT(' ', REPLACE(\(fragment: name), '-', ' '))
                LIKE \("% " + word.escapedForLike + "%")
            """
        }
        let isNamed: SQL = words.isEmpty ? "FALSE" : .all(byName)
        return .unindexed("\(fragment: isNamed) OR \(fragment: isCalled(id))")
    }

    private func isCalled(_ id: SQL) -> SQL {
        if let called { return "\(fragment: id) IN \(anyOf: called)" }
        let (name, address) = (text.escapedForLike + "%", text.lowercased().escapedForLike + "%")
        return .exists(
            """
            own_identities_by_customer n WHERE n.customer_id = \(fragment: id)
                AND n.kind <> \(Identity.Kind.visitor)
                AND n.value LIKE IF(n.kind = \(Identity.Kind.email), \(address), \(name))
            """
        )
    }

    /// Who has a name with a word that begins so, for each word.
    var byWord: [Candidates] { words.map(Candidates.named) }

    /// Who has an identity that begins with the whole text.
    var byIdentity: Candidates {
        let (addressed, known) = (
            Candidates.addressed(text), Candidates.known(as: text, by: connections)
        )
        return Candidates(parts: addressed.parts + known.parts)
    }
}
