package import Domain
internal import MariaDB

/// What notes said before. Pages save while somebody types: what one person writes within some
/// minutes is one version.
package struct NoteHistory {
    /// A version of a note.
    package struct Version: Sendable {
        package let number: Int
        package let text: String
        package let at: Instant
        package let writer: Author
    }

    private static let sitting = Duration.minutes(10)

    private let scope: OwnScope

    package init(_ scope: OwnScope) {
        self.scope = scope
    }

    /// A note's versions, the newest first.
    package func list(
        of note: NoteRecord.ID,
        before: Int?,
        limit: Int
    ) throws(StorageError) -> [Version] {
        let rows: [(Int, String, Instant, Person.ID?, String)] = try scope.database.rows(
            """
            SELECT version, text, written_at, written_by, writer FROM own_note_versions
            WHERE note_id = \(note) AND version < \(before ?? Int(UInt32.max))
            ORDER BY version DESC LIMIT \(limit)
            """
        )
        return rows.map { row in
            Version(
                number: row.0,
                text: row.1,
                at: row.2,
                writer: Author(person: row.3, name: row.4)
            )
        }
    }

    func add(
        _ version: Int,
        of note: NoteRecord.ID,
        _ text: String,
        by author: Author,
        at now: Instant
    ) throws(StorageError) {
        try scope.database.execute(
            """
            INSERT INTO own_note_versions
                (organisation_id, note_id, version, text, began_at, written_at, written_by, writer)
            VALUES (\(scope.organisation), \(note), \(version), \(text), \(now), \(now),
                \(author.person), \(author.name))
            """
        )
    }

    /// Keeps a new text: as the version that the same person began just now, or as another one.
    func note(
        _ version: Int,
        of note: NoteRecord.ID,
        _ text: String,
        by author: Author,
        at now: Instant
    ) throws(StorageError) {
        let continued = try scope.database.execute(
            """
            UPDATE own_note_versions SET version = \(version), text = \(text), written_at = \(now)
            WHERE note_id = \(note) AND version = \(version - 1)
                AND written_by = \(author.person) AND began_at > \(now - NoteHistory.sitting)
            """
        )
        if continued == 0 { try add(version, of: note, text, by: author, at: now) }
    }
}
