package import HTTP
internal import Synchronization

/// One request and the way to answer it: once, from any thread, now or later.
///
/// Whoever forgets to answer answers 500 by letting go of the exchange.
package final class Exchange: Sendable {
    package let request: Request
    private let channel: Mutex<Channel?>
    private let roster: Roster

    init(_ request: Request, over channel: Channel, of roster: Roster) {
        self.request = request
        self.channel = Mutex(channel)
        self.roster = roster
    }

    deinit {
        guard let channel = takeChannel() else { return }
        answer(Problem.unexpected.response(for: request), over: channel)
    }

    /// Answers, and parks the connection for its next request; a second answer goes nowhere.
    package func respond(_ response: Response) {
        guard let channel = takeChannel() else { return }
        answer(response, over: channel)
    }

    private func answer(_ response: Response, over channel: Channel) {
        if channel.send(response, to: request) {
            roster.park(channel)
        } else {
            roster.strike()
        }
    }

    /// Begins an answer that goes on after its head and first bytes as long as both sides like,
    /// and takes its connection out of the pool; nil when the peer is gone or the request was answered.
    package func stream(_ head: Response) -> LiveSeat? {
        guard let channel = takeChannel() else { return nil }
        roster.release(channel)
        return LiveSeat(channel, opening: ResponseHead.bytesOfStream(head, to: request) + head.body)
    }

    private func takeChannel() -> Channel? {
        channel.withLock { channel in
            defer { channel = nil }
            return channel
        }
    }
}
