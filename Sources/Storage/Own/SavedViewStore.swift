package import Domain
internal import MariaDB

/// A list of customers that somebody keeps under a name.
package struct SavedView: Sendable {
    package typealias ID = Identifier<SavedView>

    package let id: ID
    package let owner: Person.ID
    package var name: String
    /// What stands behind the question mark of the list's address.
    package var query: String
    package var isShared: Bool
    package var position: Int
    package let createdAt: Instant
    package var changedAt: Instant

    package init(
        id: ID,
        owner: Person.ID,
        name: String,
        query: String,
        isShared: Bool,
        position: Int,
        at now: Instant
    ) {
        self.id = id
        self.owner = owner
        self.name = name
        self.query = query
        self.isShared = isShared
        self.position = position
        createdAt = now
        changedAt = now
    }
}

/// The views that a person sees: their own, and those that are shared with the team.
package struct SavedViewStore {
    /// So many one person may have.
    package static let most = 100

    private let scope: OwnScope
    private let person: Person.ID

    package init(_ scope: OwnScope, of person: Person.ID) {
        self.scope = scope
        self.person = person
    }

    /// By position, then by name.
    package func list() throws(StorageError) -> [SavedView] {
        try load("person_id = \(person) OR is_shared ORDER BY position, name, id")
    }

    package func find(_ id: SavedView.ID) throws(StorageError) -> SavedView? {
        try load("id = \(id) AND (person_id = \(person) OR is_shared)").first
    }

    private func load(_ condition: SQL) throws(StorageError) -> [SavedView] {
        let rows: [(SavedView.ID, Person.ID, String, String, Bool, Int, Instant, Instant)] =
            try scope.database.rows(
                """
                SELECT id, person_id, name, query, is_shared, position, created_at, changed_at
                FROM own_saved_views WHERE \(fragment: condition)
                """
            )
        return rows.map { row in
            var view = SavedView(
                id: row.0,
                owner: row.1,
                name: row.2,
                query: row.3,
                isShared: row.4,
                position: row.5,
                at: row.6
            )
            view.changedAt = row.7
            return view
        }
    }

    /// Throws `.duplicate` where its owner has one of that name.
    package func add(_ view: SavedView) throws(StorageError) {
        try scope.database.execute(
            """
            INSERT INTO own_saved_views (organisation_id, id, person_id, name, query, is_shared,
                position, created_at, changed_at)
            VALUES (\(scope.organisation), \(view.id), \(view.owner), \(view.name), \(view.query),
                \(view.isShared), \(view.position), \(view.createdAt), \(view.changedAt))
            """
        )
    }

    /// Throws `.duplicate` where its owner has another one of that name.
    package func update(_ view: SavedView) throws(StorageError) {
        try scope.database.execute(
            """
            UPDATE own_saved_views SET name = \(view.name), query = \(view.query),
                is_shared = \(view.isShared), position = \(view.position),
                changed_at = \(view.changedAt)
            WHERE id = \(view.id)
            """
        )
    }

    package func remove(_ id: SavedView.ID) throws(StorageError) {
        try scope.database.execute("DELETE FROM own_saved_views WHERE id = \(id)")
    }
}
