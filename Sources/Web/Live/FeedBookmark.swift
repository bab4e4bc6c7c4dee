/// What somebody has heard of the feed: everything up to a place, and what came beyond a row that
/// was still missing. As text it is the id of a message, which a listener sends when it returns.
struct FeedBookmark: Hashable, Sendable {
    /// So many rows beyond the place are named; of more the listener hears again.
    private static let mostNamed = 64

    /// Everything up to here was heard or will never come.
    private(set) var position: Int64
    private var beyond: Set<Int64> = []

    init(position: Int64) {
        self.position = position
    }

    /// The place and the rows beyond it, such as `12` or `12+14+15`; nil for anything else.
    init?(text: String) {
        let words = text.split(separator: "+", omittingEmptySubsequences: false)
        let ids = words.compactMap { Int64($0) }
        guard ids.count == words.count, let position = ids.first else { return nil }
        self.init(position: position)
        for id in ids.dropFirst() { add(id) }
    }

    var text: String {
        let named = beyond.sorted().prefix(FeedBookmark.mostNamed)
        return ([position] + named).map { String($0) }.joined(separator: "+")
    }

    /// Whether a row before one that was heard is missing.
    var hasGap: Bool { !beyond.isEmpty }

    func holds(_ id: Int64) -> Bool {
        id <= position || beyond.contains(id)
    }

    /// Notes a row; false where it was heard already.
    @discardableResult
    mutating func add(_ id: Int64) -> Bool {
        guard !holds(id) else { return false }
        beyond.insert(id)
        advance()
        return true
    }

    /// Gives the rows up to the next one that was heard up for lost.
    mutating func skipGap() {
        guard let next = beyond.min() else { return }
        position = next - 1
        advance()
    }

    private mutating func advance() {
        while beyond.remove(position + 1) != nil {
            position += 1
        }
    }
}
