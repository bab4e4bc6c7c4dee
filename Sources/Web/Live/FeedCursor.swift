internal import Storage

/// Where a reader of the feed stands: what it has told, although ids do not commit in their order.
///
/// A missing id may belong to a transaction that is still open, so the reader stands before it and
/// looks again; after a while it belongs to one that was rolled back, and is passed over.
struct FeedCursor {
    /// How long a missing id is waited for.
    static let patience = Duration.seconds(10)

    /// Everything up to here was told or will never come.
    private(set) var position: Int64
    /// Ids beyond the position that were told.
    private var told: Set<Int64> = []
    /// Since when the id after the position is missing.
    private var missingSince: ContinuousClock.Instant?

    init(position: Int64) {
        self.position = position
    }

    /// Of the rows after the position, those that were not told yet.
    mutating func take(
        _ items: [FeedStore.Item],
        at now: ContinuousClock.Instant
    ) -> [FeedStore.Item] {
        let fresh = items.filter { told.insert($0.id).inserted }
        advance()
        if told.isEmpty {
            missingSince = nil
        } else if let since = missingSince {
            if now - since > FeedCursor.patience { skip(at: now) }
        } else {
            missingSince = now
        }
        return fresh
    }

    private mutating func advance() {
        let before = position
        while told.remove(position + 1) != nil {
            position += 1
        }
        if position != before { missingSince = nil }
    }

    private mutating func skip(at now: ContinuousClock.Instant) {
        position = (told.min() ?? position + 1) - 1
        missingSince = nil
        advance()
        if !told.isEmpty { missingSince = now }
    }
}
