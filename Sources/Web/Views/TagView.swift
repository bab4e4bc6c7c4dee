internal import Domain
internal import JSON
internal import Storage

/// Tags as answers show them.
enum TagView {
    /// - Parameter names: of the organisation's people; who has left is nobody's name.
    static func tag(_ tag: TagStore.Record, _ names: [Person.ID: String]) -> JSON {
        [
            "tag": .string(tag.tag),
            "added_at": .string(tag.addedAt.iso8601),
            "added_by": .optional(tag.addedBy.flatMap { names[$0] }),
        ]
    }

    static func count(_ count: TagStore.Count) -> JSON {
        ["tag": .string(count.tag), "customers": count.customers.json]
    }
}
