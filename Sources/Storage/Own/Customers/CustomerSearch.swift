internal import Domain
internal import MariaDB

/// What somebody typed to find a customer: beginnings of words of the name, or the beginning of
/// an address or of a sender's id.
struct CustomerSearch {
    private let words: [String]
    private let text: String
    /// Senders' ids are looked up connection by connection, as their index has them.
    private let connections: [Connection.ID]

    init(_ text: String, connections: [Connection.ID]) {
        words = NameWords.split(text)
        self.text = text
        self.connections = connections
    }

    /// What a customer `c` who is found fulfils.
    var condition: SQL {
        let byName = words.map { word -> SQL in
            "CONCAT(' ', REPLACE(c.name, '-', ' ')) LIKE \("% " + word.escapedForLike + "%")"
        }
        let isNamed: SQL = words.isEmpty ? "FALSE" : .all(byName)
        let (name, address) = (text.escapedForLike + "%", text.lowercased().escapedForLike + "%")
        let isCalled: SQL = .exists(
            """
            own_identities n WHERE n.customer_id = c.id
                AND n.value LIKE IF(n.kind = \(Identity.Kind.email), \(address), \(name))
            """
        )
        return .unindexed("\(fragment: isNamed) OR \(fragment: isCalled)")
    }

    /// Who has a name with a word that begins so, for each word.
    var byWord: [Candidates] { words.map(Candidates.named) }

    /// Who has an identity that begins with the whole text.
    var byIdentity: Candidates {
        let senders = connections.map(\.number)
        let kinds: [Candidates] = [
            .called(text.lowercased(), .email), .called(text, .phone),
            .called(text, .external, in: senders),
        ]
        return Candidates(parts: kinds.flatMap(\.parts))
    }
}
