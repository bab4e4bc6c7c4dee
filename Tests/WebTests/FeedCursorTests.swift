import Domain
import Storage
import Testing

@testable import Web

struct FeedCursorTests {
    private let start = ContinuousClock.now

    private func items(_ ids: [Int64]) -> [FeedStore.Item] {
        ids.map {
            FeedStore.Item(id: $0, organisation: Organisation.ID(1), topic: .event, payload: "")
        }
    }

    @Test func `rows are told once, in whatever order they commit`() {
        var cursor = FeedCursor(bookmark: FeedBookmark(position: 10))
        #expect(cursor.take(items([11, 13]), at: start).map(\.item.id) == [11, 13])
        #expect(cursor.bookmark.position == 11)
        #expect(cursor.take(items([12, 13]), at: start).map(\.item.id) == [12])
        #expect(cursor.bookmark.position == 13)
    }

    @Test func `a missing row is waited for, and passed over when it never comes`() {
        var cursor = FeedCursor(bookmark: FeedBookmark(position: 10))
        _ = cursor.take(items([12]), at: start)
        _ = cursor.take(items([12]), at: start + FeedCursor.patience)
        #expect(cursor.bookmark.position == 10)
        let later = start + FeedCursor.patience + .milliseconds(1)
        #expect(cursor.take(items([12]), at: later).isEmpty)
        #expect(cursor.bookmark.position == 12)
    }

    @Test func `each gap has its own time`() {
        var cursor = FeedCursor(bookmark: FeedBookmark(position: 0))
        _ = cursor.take(items([2]), at: start)
        let second = start + .seconds(9)
        #expect(cursor.take(items([1, 2, 4]), at: second).map(\.item.id) == [1, 4])
        #expect(cursor.bookmark.position == 2)
        _ = cursor.take(items([4]), at: start + .seconds(12))
        #expect(cursor.bookmark.position == 2)
        _ = cursor.take(items([4]), at: second + FeedCursor.patience + .milliseconds(1))
        #expect(cursor.bookmark.position == 4)
    }

    @Test func `each row comes with what has been heard by then`() {
        var cursor = FeedCursor(bookmark: FeedBookmark(position: 10))
        let news = cursor.take(items([11, 12, 14]), at: start)
        #expect(news.map(\.bookmark.text) == ["11", "12", "12+14"])
    }
}
