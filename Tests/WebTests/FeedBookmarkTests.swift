import Testing

@testable import Web

struct FeedBookmarkTests {
    @Test(arguments: [
        ([], "10"), ([11], "11"), ([11, 12, 13], "13"), ([12], "10+12"),
        ([14, 12], "10+12+14"), ([12, 11], "12"), ([9, 10], "10"),
    ])
    func `a bookmark names what was heard`(_ ids: [Int64], _ text: String) throws {
        var bookmark = FeedBookmark(position: 10)
        for id in ids { bookmark.add(id) }
        #expect(bookmark.text == text)
        #expect(FeedBookmark(text: text) == bookmark)
    }

    @Test func `each row is heard once`() {
        var bookmark = FeedBookmark(position: 10)
        let heard = [10, 12, 12].map { bookmark.add($0) }
        #expect(heard == [false, true, false])
        #expect(bookmark.holds(12) && !bookmark.holds(11))
    }

    @Test func `of many rows beyond a gap, those that are not named are heard again`() throws {
        var bookmark = FeedBookmark(position: 0)
        for id in Int64(2)...100 { bookmark.add(id) }
        let read = try #require(FeedBookmark(text: bookmark.text))
        #expect(read.holds(65) && !read.holds(66))
    }

    @Test(arguments: ["", "+", "12+", "+12", "12+x", "12,13", " 12", "9223372036854775808"])
    func `what is no bookmark is none`(_ text: String) {
        #expect(FeedBookmark(text: text) == nil)
    }
}
