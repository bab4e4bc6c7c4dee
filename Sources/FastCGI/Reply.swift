package import HTTP
internal import Synchronization

/// The way to answer a request: once, from any thread, now or later. The request itself may be
/// gone by then, and its memory is best let go of by the thread that read it.
///
/// Whoever forgets to answer answers 500 by letting go of the reply.
package final class Reply: Sendable {
    private let recipient: Recipient
    private let channel: Mutex<Channel?>
    private let roster: Roster

    init(to recipient: Recipient, over channel: Channel, of roster: Roster) {
        self.recipient = recipient
        self.channel = Mutex(channel)
        self.roster = roster
    }

    deinit {
        guard let channel = takeChannel() else { return }
        send(Problem.unexpected.response(for: recipient), over: channel)
    }

    /// Answers, and parks the connection for its next request; a second answer goes nowhere.
    package func respond(_ response: Response) {
        guard let channel = takeChannel() else { return }
        send(response, over: channel)
    }

    private func send(_ response: Response, over channel: Channel) {
        if channel.send(response, to: recipient) {
            roster.park(channel)
        } else {
            roster.strike()
        }
    }

    /// Begins an answer that goes on after its head and first bytes as long as both sides like,
    /// and takes its connection out of the pool; nil when the peer is gone or the request was
    /// answered.
    package func stream(_ head: Response) -> LiveSeat? {
        guard let channel = takeChannel() else { return nil }
        roster.release(channel)
        let opening = ResponseHead.bytesOfStream(head, to: recipient) + head.body
        return LiveSeat(channel, opening: opening)
    }

    private func takeChannel() -> Channel? {
        channel.withLock { channel in
            defer { channel = nil }
            return channel
        }
    }
}
