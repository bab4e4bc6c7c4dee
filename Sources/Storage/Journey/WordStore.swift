package import Domain
internal import MariaDB

/// The words of customers' names, by the beginning of any of which a customer is found.
package struct WordStore {
    private let database: Database
    private let organisation: Organisation.ID

    package init(database: Database, organisation: Organisation.ID) {
        self.database = database
        self.organisation = organisation
    }

    /// Writes the words of those whose name is new or another than before.
    ///
    /// - Parameter gone: whom nobody finds any more, being somebody else now.
    package func save(
        _ after: [Customer.ID: Customer],
        before: [Customer.ID: Customer],
        gone: Set<Customer.ID> = []
    ) throws(StorageError) {
        let renamed = after.filter { before[$0.key]?.name?.value != $0.value.name?.value }
        try database.executeMany(
            """
            DELETE FROM customer_words
            WHERE organisation_id = ? AND word = ? AND customer_id = ?
            """,
            rows(before.filter { renamed[$0.key] != nil || gone.contains($0.key) })
        )
        try database.executeMany(
            """
            INSERT INTO customer_words (organisation_id, word, customer_id) VALUES (?, ?, ?)
            ON DUPLICATE KEY UPDATE word = VALUES(word)
            """,
            rows(renamed)
        )
    }

    /// In the order of the key.
    private func rows(_ customers: [Customer.ID: Customer]) -> some Collection<[any SQLValue]> {
        customers
            .flatMap { id, customer in
                NameWords.split(customer.name?.value ?? "").map { (word: $0, id: id) }
            }
            .sorted { ($0.word, $0.id) < ($1.word, $1.id) }
            .lazy.map { [organisation, $0.word, $0.id] }
    }
}
