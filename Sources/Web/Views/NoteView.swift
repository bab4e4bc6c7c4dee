internal import Domain
internal import HTTP
internal import JSON
internal import Storage

/// A note as answers show it.
struct NoteView {
    let json: JSON
    /// The version as `If-Match` wants it.
    private let tag: String

    init(_ note: NoteRecord) {
        tag = "\"\(note.version)\""
        json = [
            "id": .string(note.id.text),
            "text": .string(note.text),
            "version": .integer(note.version),
            "created_at": .string(note.createdAt.iso8601),
            "created_by": NoteView.author(note.creator),
            "changed_at": .string(note.changedAt.iso8601),
            "changed_by": NoteView.author(note.changer),
        ]
    }

    func response(status: Int = 200) -> Response {
        var response = Response.json(["success": true, "note": json], status: status)
        response.headers.append(("ETag", tag))
        return response
    }

    static func version(_ version: NoteHistory.Version) -> JSON {
        [
            "version": .integer(version.number),
            "text": .string(version.text),
            "at": .string(version.at.iso8601),
            "by": author(version.writer),
        ]
    }

    /// A person with their id, or a program by its name alone.
    static func author(_ author: Author) -> JSON {
        ["id": .optional(author.person?.text), "name": .string(author.name)]
    }
}
