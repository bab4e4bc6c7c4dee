internal import Domain
internal import HTTP
internal import Storage

/// All who listen, and how far the feed was read to them; belongs to the telling thread.
struct LiveRoom {
    private struct Seat {
        let listener: LiveListener
        let since = ContinuousClock.now
        var lastWrite = ContinuousClock.now

        init(_ listener: LiveListener) {
            self.listener = listener
        }
    }

    private static let heartbeat = Duration.seconds(15)
    /// A listener has to come back through the door now and then, which keeps its session alive.
    private static let longestStay = Duration.minutes(15)
    private static let batch = 500

    private let feed: FeedStore
    private let teller: LiveTeller
    private var warden: LiveWarden
    private var cursor = FeedCursor(bookmark: FeedBookmark(position: 0))
    /// Those who are not greeted yet.
    private var waiting: [LiveListener] = []
    private var seats: [Seat] = []

    init(feed: FeedStore, teller: LiveTeller, warden: LiveWarden) {
        self.feed = feed
        self.teller = teller
        self.warden = warden
    }

    /// How many sit there.
    var count: Int { seats.count }

    /// Lets listeners in; they are greeted when the feed is read next.
    mutating func welcome(_ listeners: [LiveListener]) {
        waiting += listeners
    }

    /// Tells everybody what is new. Nothing is told and nothing forgotten where it throws.
    mutating func tell(at now: Instant) throws(StorageError) {
        if seats.isEmpty && !waiting.isEmpty { cursor = try start(at: now) }
        while let newcomer = waiting.first {
            if newcomer.send(try greeting(for: newcomer)) {
                seats.append(Seat(newcomer))
            } else {
                newcomer.close()
            }
            waiting.removeFirst()
        }
        guard !seats.isEmpty else { return }
        try dismiss(warden.ended(among: seats.map(\.listener.pass), at: now))
        try tellNews()
        keepAlive()
    }

    /// Sends everybody away.
    mutating func close() {
        for listener in waiting + seats.map(\.listener) { listener.close() }
        (waiting, seats) = ([], [])
    }

    /// What is there counts as told; what is missing in between may still come.
    private func start(at now: Instant) throws(StorageError) -> FeedCursor {
        var bookmark = FeedBookmark(position: try feed.newest(before: now - FeedCursor.patience))
        for id in try feed.ids(after: bookmark.position) { bookmark.add(id) }
        return FeedCursor(bookmark: bookmark)
    }

    /// Tells a newcomer what it missed, or that it missed more than is still known.
    private func greeting(for listener: LiveListener) throws(StorageError) -> [UInt8] {
        var greeting = ServerSentEvent(data: "", retry: 2_000).bytes
        guard var heard = listener.heard else { return greeting }
        let missed = try feed.items(after: heard.position, limit: LiveRoom.batch)
        let oldest = try feed.oldest() ?? 0
        if heard.position < oldest - 1 || missed.count == LiveRoom.batch {
            return greeting + teller.gap(cursor.bookmark)
        }
        for item in missed where cursor.bookmark.holds(item.id) && heard.add(item.id) {
            guard listener.mayHear(item) else { continue }
            greeting += try teller.message(item, heard)
        }
        return greeting
    }

    private mutating func dismiss(_ passes: Set<LivePass>) {
        guard !passes.isEmpty else { return }
        for seat in seats where passes.contains(seat.listener.pass) { seat.listener.close() }
        seats.removeAll { passes.contains($0.listener.pass) }
    }

    private mutating func tellNews() throws(StorageError) {
        var reader = cursor
        let items = try feed.items(after: reader.bookmark.position, limit: LiveRoom.batch)
        let organisations = Set(seats.map(\.listener.organisation))
        var messages: [(item: FeedStore.Item, bytes: [UInt8])] = []
        for (item, bookmark) in reader.take(items, at: .now)
        where organisations.contains(item.organisation) {
            messages.append((item, try teller.message(item, bookmark)))
        }
        cursor = reader
        for (item, bytes) in messages {
            write(bytes) { $0.mayHear(item) }
        }
    }

    private mutating func write(_ bytes: [UInt8], where isMeant: (LiveListener) -> Bool) {
        seats = seats.compactMap { seat in
            guard isMeant(seat.listener) else { return seat }
            return LiveRoom.send(bytes, to: seat)
        }
    }

    private mutating func keepAlive() {
        let now = ContinuousClock.now
        let comment = ServerSentEvent.comment("still here")
        seats = seats.compactMap { seat in
            if now - seat.since > LiveRoom.longestStay {
                seat.listener.close()
                return nil
            }
            return now - seat.lastWrite > LiveRoom.heartbeat
                ? LiveRoom.send(comment, to: seat) : seat
        }
    }

    /// The seat after the write; nil where its listener is gone.
    private static func send(_ bytes: [UInt8], to seat: Seat) -> Seat? {
        guard seat.listener.send(bytes) else {
            seat.listener.close()
            return nil
        }
        var seat = seat
        seat.lastWrite = .now
        return seat
    }
}
