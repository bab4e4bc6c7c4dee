internal import Threads

/// The open connections of a pool: how many there are, and those that are parked between requests
/// or in the middle of one, holding no thread.
final class Roster: Sendable {
    private struct State {
        var open = 0
        var parked: [Int32: Channel] = [:]
        var isDraining = false
        var isClosed = false
    }

    private let state = Monitor(State())
    private let poll: PollSet

    init(_ poll: PollSet) {
        self.poll = poll
    }

    /// How many connections are open, parked or at work.
    var count: Int {
        state.update { state in state.open }
    }

    /// How many connections are open, and how many of them hold no thread.
    var counts: (open: Int, parked: Int) {
        state.update { state in (state.open, state.parked.count) }
    }

    /// Parks a connection that was just accepted.
    func add(_ channel: Channel) {
        state.update { state in
            state.open += 1
            Self.shelve(channel, in: &state)
            poll.addOnce(channel.descriptor)
        }
    }

    /// Parks a connection until its next bytes come.
    func park(_ channel: Channel) {
        state.update { state in
            guard !state.isClosed else {
                state.open -= 1
                return
            }
            Self.shelve(channel, in: &state)
            poll.arm(channel.descriptor)
        }
    }

    /// Hands a parked connection to the thread that the poll set woke for it.
    func take(_ descriptor: Int32) -> Channel? {
        state.update { state in state.parked.removeValue(forKey: descriptor) }
    }

    /// Strikes off a connection that ends.
    func strike() {
        state.update { state in state.open -= 1 }
    }

    /// Strikes off a connection that leaves the pool and stays open.
    func release(_ channel: Channel) {
        poll.remove(channel.descriptor)
        strike()
    }

    /// Asks the front door to let go of every connection, now and from now on after each answer;
    /// true when none is left in time.
    func drain(within grace: Duration) -> Bool {
        state.update { state in
            state.isDraining = true
            state.parked.values.forEach { channel in channel.hint() }
        }
        return state.wait(within: grace) { state in state.open == 0 ? true : nil } ?? false
    }

    /// Closes what is still parked, and from now on whatever would be.
    func close() {
        state.update { state in
            state.isClosed = true
            state.open -= state.parked.count
            state.parked.removeAll()
        }
    }

    /// The hint goes out under the lock, before a worker can get at the channel: never into the
    /// middle of an answer.
    private static func shelve(_ channel: Channel, in state: inout State) {
        state.parked[channel.descriptor] = channel
        if state.isDraining { channel.hint() }
    }
}
