package import Domain
internal import MariaDB

/// Something that people wrote about a customer, as it says now.
package struct NoteRecord: Sendable {
    package typealias ID = Identifier<NoteRecord>

    /// The longest text, in characters.
    package static let longest = 10_000

    package let id: ID
    package let text: String
    /// Rises with every change.
    package let version: Int
    package let createdAt: Instant
    package let creator: Author
    package let changedAt: Instant
    package let changer: Author
}

/// The notes of the organisation's customers.
///
/// A note is changed by somebody who says which version they saw: who saw an older one has to look
/// again first.
package struct NoteStore {
    private let scope: OwnScope

    package init(_ scope: OwnScope) {
        self.scope = scope
    }

    /// A customer's notes, the newest first.
    package func list(
        of customer: Customer.ID,
        before: NoteRecord.ID?,
        limit: Int
    ) throws(StorageError) -> [NoteRecord] {
        let end = before ?? NoteRecord.ID(.max)
        return try load(
            """
            n.customer_id = \(customer) AND n.deleted_at IS NULL AND n.id < \(end)
            ORDER BY n.id DESC LIMIT \(limit)
            """
        )
    }

    package func count(of customer: Customer.ID) throws(StorageError) -> Int {
        try scope.database.row(
            """
            SELECT COUNT(*) FROM own_notes WHERE customer_id = \(customer) AND deleted_at IS NULL
            """
        ) ?? 0
    }

    package func find(
        _ id: NoteRecord.ID,
        of customer: Customer.ID
    ) throws(StorageError) -> NoteRecord? {
        try load("n.id = \(id) AND n.customer_id = \(customer) AND n.deleted_at IS NULL").first
    }

    /// The note that was begun as this draft, whosever it is.
    package func find(draft: String) throws(StorageError) -> NoteRecord? {
        try load("n.draft = \(draft)").first
    }

    private func load(_ rest: SQL) throws(StorageError) -> [NoteRecord] {
        let rows:
            [(
                NoteRecord.ID, String, Int, Instant, Person.ID?, String, Instant, Person.ID?, String
            )] = try scope.database.rows(
                """
                SELECT n.id, n.text, n.version, n.created_at, n.created_by, n.creator,
                    n.changed_at, n.changed_by, n.changer
                FROM own_notes n WHERE \(fragment: rest)
                """
            )
        return rows.map { row in
            NoteRecord(
                id: row.0,
                text: row.1,
                version: row.2,
                createdAt: row.3,
                creator: Author(person: row.4, name: row.5),
                changedAt: row.6,
                changer: Author(person: row.7, name: row.8)
            )
        }
    }

    /// Adds a note about a customer who is held.
    package func add(
        _ id: NoteRecord.ID,
        _ text: String,
        to customer: Customer.ID,
        draft: String?,
        by author: Author,
        at now: Instant
    ) throws(StorageError) {
        try scope.database.execute(
            """
            INSERT INTO own_notes (organisation_id, id, customer_id, home_id, draft, text, version,
                created_at, created_by, creator, changed_at, changed_by, changer)
            VALUES (\(scope.organisation), \(id), \(customer), \(customer), \(draft), \(text), 1,
                \(now), \(author.person), \(author.name), \(now), \(author.person), \(author.name))
            """
        )
        try NoteHistory(scope).add(1, of: id, text, by: author, at: now)
    }

    /// Changes a note from the version that its writer saw; false where it is another one by now.
    package func update(
        _ note: NoteRecord,
        to text: String,
        by author: Author,
        at now: Instant
    ) throws(StorageError) -> Bool {
        let changed = try scope.database.execute(
            """
            UPDATE own_notes SET text = \(text), version = version + 1, changed_at = \(now),
                changed_by = \(author.person), changer = \(author.name)
            WHERE id = \(note.id) AND version = \(note.version) AND deleted_at IS NULL
            """
        )
        guard changed > 0 else { return false }
        try NoteHistory(scope).note(note.version + 1, of: note.id, text, by: author, at: now)
        return true
    }

    /// Takes a note off the page; false where it was not there.
    package func remove(
        _ id: NoteRecord.ID,
        of customer: Customer.ID,
        at now: Instant
    ) throws(StorageError) -> Bool {
        try scope.database.execute(
            """
            UPDATE own_notes SET deleted_at = \(now)
            WHERE id = \(id) AND customer_id = \(customer) AND deleted_at IS NULL
            """
        ) > 0
    }

    /// Brings a removed note back; false where there is none.
    package func restore(
        _ id: NoteRecord.ID,
        of customer: Customer.ID
    ) throws(StorageError) -> Bool {
        try scope.database.execute(
            """
            UPDATE own_notes SET deleted_at = NULL
            WHERE id = \(id) AND customer_id = \(customer) AND deleted_at IS NOT NULL
            """
        ) > 0
    }
}
