internal import Storage

/// Where a reader of the feed stands: what it has told, although ids do not commit in their order.
///
/// A missing id may belong to a transaction that is still open, so the reader stands before it and
/// looks again; after a while it belongs to one that was rolled back, and is passed over.
struct FeedCursor {
    /// A row that was not told yet, and what a listener has heard once it is.
    typealias News = (item: FeedStore.Item, bookmark: FeedBookmark)

    /// How long a missing id is waited for.
    static let patience = Duration.seconds(10)

    /// What was told.
    private(set) var bookmark: FeedBookmark
    /// Since when the id after the bookmark's position is missing.
    private var missingSince: ContinuousClock.Instant?

    init(bookmark: FeedBookmark) {
        self.bookmark = bookmark
    }

    /// Of the rows after the position, those that were not told yet.
    mutating func take(_ items: [FeedStore.Item], at now: ContinuousClock.Instant) -> [News] {
        let before = bookmark.position
        var news: [News] = []
        for item in items where bookmark.add(item.id) {
            news.append((item, bookmark))
        }
        if bookmark.position != before { missingSince = nil }
        passMissing(at: now)
        return news
    }

    private mutating func passMissing(at now: ContinuousClock.Instant) {
        guard bookmark.hasGap else {
            missingSince = nil
            return
        }
        guard let since = missingSince else {
            missingSince = now
            return
        }
        guard now - since > FeedCursor.patience else { return }
        bookmark.skipGap()
        missingSince = bookmark.hasGap ? now : nil
    }
}
