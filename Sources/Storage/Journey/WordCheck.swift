package import Domain
internal import MariaDB

/// Holds the words by which customers are found against the names that they are words of.
package struct WordCheck {
    private static let page = 5_000

    private let database: Database
    private let organisation: Organisation.ID

    package init(database: Database, organisation: Organisation.ID) {
        self.database = database
        self.organisation = organisation
    }

    /// Which of these customers are not found by every word of their name.
    package func unfound(
        _ names: [Customer.ID: String]
    ) throws(StorageError) -> [Customer.ID] {
        let words = names.mapValues { Set(NameWords.split($0)) }
        guard let first = names.keys.min(), let last = names.keys.max() else { return [] }
        let rows: [(String, Customer.ID)] = try database.rows(
            """
            SELECT word, customer_id FROM customer_words
            WHERE organisation_id = \(organisation)
                AND word IN \(anyOf: Set(words.values.joined()).sorted())
                AND customer_id BETWEEN \(first) AND \(last)
            """
        )
        var stored: [Customer.ID: Set<String>] = [:]
        for (word, id) in rows { stored[id, default: []].insert(word) }
        var unfound: [Customer.ID] = []
        for (id, words) in words {
            for word in words.subtracting(stored[id] ?? []) where try !isStored(word, of: id) {
                unfound.append(id)
                break
            }
        }
        return unfound.sorted()
    }

    /// Of two words that differ in accents only one is stored: the database knows which are one.
    private func isStored(_ word: String, of customer: Customer.ID) throws(StorageError) -> Bool {
        let row: (Bool)? = try database.row(
            """
            SELECT TRUE FROM customer_words
            WHERE organisation_id = \(organisation) AND word = \(word)
                AND customer_id = \(customer)
            """
        )
        return row != nil
    }

    /// Customers who are found by a word that their name has not, or who are not there at all;
    /// as many of them as are wanted.
    package func misled(upTo most: Int) throws(StorageError) -> Set<Customer.ID> {
        var misled: Set<Customer.ID> = []
        var place = (word: "", customer: Customer.ID(0))
        while misled.count < most {
            let rows: [(String, Customer.ID, String?)] = try database.rows(
                """
                SELECT w.word, w.customer_id, c.name
                FROM customer_words w LEFT JOIN customers c
                    ON c.organisation_id = w.organisation_id AND c.id = w.customer_id
                        AND c.stage IS NOT NULL
                WHERE w.organisation_id = \(organisation) AND w.word >= \(place.word)
                    AND (w.word > \(place.word) OR w.customer_id > \(place.customer))
                ORDER BY w.word, w.customer_id LIMIT \(WordCheck.page)
                """
            )
            guard let end = rows.last else { break }
            place = (end.0, end.1)
            for (word, id, name) in rows where !NameWords.split(name ?? "").contains(word) {
                misled.insert(id)
            }
        }
        return misled
    }
}
