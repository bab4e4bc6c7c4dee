/// Where a list goes on, and in which direction.
package struct ListCursor: Hashable, Sendable {
    package enum Direction: String, Sendable {
        case next = "n"
        case previous = "p"
    }

    /// A place between rows: next to the row with this key and id.
    struct Position: Hashable, Sendable {
        /// The stretch of the list, such as those with a name before those without.
        let stretch: Int
        let key: ListKey
        let id: Int64
    }

    package let direction: Direction
    let position: Position
    /// How far on the next page's rows are thought to end, in the key's own units; nil where
    /// nothing is known of that. Only the way to the rows depends on it, never which they are.
    let reach: Int64?

    init(_ direction: Direction, _ position: Position, reach: Int64?) {
        self.direction = direction
        self.position = position
        self.reach = reach
    }

    /// The text that a caller hands back, such as `n0i1732147200000000.81723.60000000`.
    package var text: String {
        let reach = reach.map { ".\($0)" } ?? ""
        return "\(direction.rawValue)\(position.stretch)\(position.key.text).\(position.id)\(reach)"
    }

    package init?(text: some StringProtocol) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard 2...3 ~= parts.count, let id = Int64(parts[1]),
            let direction = parts[0].first.flatMap({ Direction(rawValue: String($0)) }),
            let stretch = parts[0].dropFirst().first?.wholeNumberValue,
            let key = ListKey(text: parts[0].dropFirst(2))
        else { return nil }
        var reach: Int64?
        if parts.count == 3 {
            guard let distance = Int64(parts[2]), distance > 0 else { return nil }
            reach = distance
        }
        self.init(direction, Position(stretch: stretch, key: key, id: id), reach: reach)
    }
}

/// Which rows of a list are wanted.
package struct PageRequest: Hashable, Sendable {
    package var limit: Int
    /// Nil for the list's beginning.
    package var cursor: ListCursor?
    /// Rows to skip, for callers that page by number: without a cursor only.
    package var offset: Int

    package init(limit: Int, cursor: ListCursor? = nil, offset: Int = 0) {
        self.limit = limit
        self.cursor = cursor
        self.offset = offset
    }
}

/// Some rows of a list, and how it goes on either way.
package struct ListPage<Element: Sendable>: Sendable {
    package var items: [Element]
    package let next: ListCursor?
    package let previous: ListCursor?
    /// Whether the search stopped before the page was full, though the list goes on.
    package let isPartial: Bool

    /// Of a list that has nothing.
    static var none: Self { Self(items: [], next: nil, previous: nil, isPartial: false) }

    /// The same page of other things: what the rows stand for.
    func map<Other>(_ items: [Other]) -> ListPage<Other> {
        ListPage<Other>(items: items, next: next, previous: previous, isPartial: isPartial)
    }
}
