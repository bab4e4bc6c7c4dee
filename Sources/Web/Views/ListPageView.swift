internal import JSON
internal import Storage

extension ListCount {
    /// The figure, and how sure it is.
    var json: JSON {
        ["value": .integer(value), "is": .string(certainty.rawValue)]
    }
}

/// A page of a list: its rows under their name, and how the list goes on.
struct ListPageView<Element: Sendable> {
    let name: String
    let page: ListPage<Element>
    /// What cursors of this list begin with.
    var list = ""

    func json(_ view: (Element) -> JSON) -> JSONObject {
        [
            "success": true,
            name: .array(page.items.map(view)),
            "next_cursor": .optional(page.next.map { list + $0.text }),
            "previous_cursor": .optional(page.previous.map { list + $0.text }),
            "partial": .bool(page.isPartial),
        ]
    }
}
