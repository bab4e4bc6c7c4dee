internal import Domain
internal import JSON
internal import Storage

/// A view of the list of customers as answers show it.
struct SavedViewView {
    let json: JSON

    init(_ view: SavedView, for session: SessionRecord, _ names: [Person.ID: String]) {
        json = [
            "id": .string(view.id.text),
            "name": .string(view.name),
            "query": .string(view.query),
            "shared": .bool(view.isShared),
            "own": .bool(view.owner == session.person),
            "by": .optional(names[view.owner]),
            "position": .integer(view.position),
            "created_at": .string(view.createdAt.iso8601),
            "changed_at": .string(view.changedAt.iso8601),
        ]
    }

    /// What can be changed about it, for the audit log.
    static func values(of view: SavedView) -> JSON {
        [
            "name": .string(view.name), "query": .string(view.query),
            "shared": .bool(view.isShared), "position": .integer(view.position),
        ]
    }
}
