internal import Domain
internal import HTTP
package import Storage
internal import Synchronization
package import Threads

/// Tells listeners what happens: one thread reads the feed and writes to all of them.
package final class LiveHub: Sendable {
    private struct Seat: Sendable {
        let listener: LiveListener
        let since: ContinuousClock.Instant
        var lastWrite: ContinuousClock.Instant
    }

    private static let pause = Duration.milliseconds(50)
    private static let heartbeat = Duration.seconds(15)
    /// A listener has to come back through the door now and then: its session may have ended.
    private static let longestStay = Duration.minutes(15)
    private static let batch = 500

    private let services: Services
    private let newcomers = Mutex<[LiveListener]>([])

    package init(services: Services) {
        self.services = services
    }

    /// Gives a listener a seat; it hears from now on, and what it missed since it was last here.
    package func join(_ listener: LiveListener) {
        newcomers.withLock { $0.append(listener) }
    }

    /// Tells until the signal is set: the body of the telling thread.
    package func run(gate: Database, api: Database, until stop: StopSignal) {
        let feed = FeedStore(database: gate)
        let teller = LiveTeller(api: api)
        var cursor: FeedCursor?
        var seats: [Seat] = []
        while !stop.wait(for: LiveHub.pause) {
            do {
                let arrived = newcomers.withLock { arrived in
                    defer { arrived = [] }
                    return arrived
                }
                if cursor == nil || (seats.isEmpty && !arrived.isEmpty) {
                    cursor = FeedCursor(position: try feed.newest())
                }
                seats += try arrived.compactMap { try seat($0, feed, teller, cursor) }
                guard !seats.isEmpty, var reader = cursor else { continue }
                let items = try feed.items(after: reader.position, limit: LiveHub.batch)
                let fresh = reader.take(items, at: .now)
                try tell(fresh, upTo: reader.position, to: &seats, by: teller)
                cursor = reader
                keepAlive(&seats)
            } catch {
                services.report("live stream paused", ["error": String(describing: error)])
                _ = stop.wait(for: .seconds(1))
            }
        }
        for seat in seats { seat.listener.close() }
    }

    /// Greets a newcomer and tells it what it missed, or that it missed more than is still known.
    private func seat(
        _ listener: LiveListener,
        _ feed: FeedStore,
        _ teller: LiveTeller,
        _ cursor: FeedCursor?
    ) throws -> Seat? {
        let position = cursor?.position ?? 0
        var greeting = ServerSentEvent(data: "", retry: 2_000).bytes
        if let heard = listener.heardUpTo, heard < position {
            let missed = try feed.items(after: heard, limit: LiveHub.batch)
            let oldest = try feed.oldest() ?? position + 1
            if heard < oldest - 1 || missed.count == LiveHub.batch {
                greeting += teller.gap(upTo: position)
            } else {
                let own = missed.filter {
                    $0.id <= position && $0.organisation == listener.organisation
                }
                for item in own where listener.topics.contains(item.topic) {
                    greeting += try teller.message(item, upTo: item.id)
                }
            }
        }
        guard listener.send(greeting) else {
            listener.close()
            return nil
        }
        return Seat(listener: listener, since: .now, lastWrite: .now)
    }

    private func tell(
        _ items: [FeedStore.Item],
        upTo position: Int64,
        to seats: inout [Seat],
        by teller: LiveTeller
    ) throws {
        let listening = Set(seats.map(\.listener.organisation))
        for item in items where listening.contains(item.organisation) {
            let message = try teller.message(item, upTo: position)
            write(message, to: &seats) {
                $0.organisation == item.organisation && $0.topics.contains(item.topic)
            }
        }
    }

    private func write(
        _ bytes: [UInt8],
        to seats: inout [Seat],
        where isMeant: (LiveListener) -> Bool
    ) {
        seats = seats.compactMap { seat in
            guard isMeant(seat.listener) else { return seat }
            guard seat.listener.send(bytes) else {
                seat.listener.close()
                return nil
            }
            var seat = seat
            seat.lastWrite = .now
            return seat
        }
    }

    private func keepAlive(_ seats: inout [Seat]) {
        let now = ContinuousClock.now
        let comment = ServerSentEvent.comment("still here")
        seats = seats.compactMap { seat in
            if now - seat.since > LiveHub.longestStay {
                seat.listener.close()
                return nil
            }
            guard now - seat.lastWrite > LiveHub.heartbeat else { return seat }
            guard seat.listener.send(comment) else {
                seat.listener.close()
                return nil
            }
            var seat = seat
            seat.lastWrite = now
            return seat
        }
    }
}
