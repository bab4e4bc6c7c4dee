/// A bounded queue from many threads to many: where work waits for its thread.
///
/// Full is an answer, not a wait: whoever puts must be able to tell its caller to come later.
package final class Mailbox<Element: Sendable>: Sendable {
    private struct State {
        var waiting: [Element] = []
        var isClosed = false

        /// All of them without a copy: whoever puts waits meanwhile.
        mutating func take(upTo count: Int) -> [Element] {
            var taken: [Element] = []
            if count < waiting.count {
                taken += waiting.prefix(count)
                waiting.removeFirst(count)
            } else {
                taken.reserveCapacity(waiting.count)
                swap(&taken, &waiting)
            }
            return taken
        }
    }

    private let capacity: Int
    private let monitor = Monitor(State())

    package init(capacity: Int) {
        self.capacity = capacity
    }

    /// Leaves an element; false when the box is full or closed.
    package func put(_ element: Element) -> Bool {
        monitor.update { state in
            guard !state.isClosed, state.waiting.count < capacity else { return false }
            state.waiting.append(element)
            return true
        }
    }

    /// Waits for elements and takes up to so many of the oldest. None means that the box is
    /// closed and empty, or that the time is over.
    package func take(upTo count: Int, within limit: Duration? = nil) -> [Element] {
        monitor.wait(within: limit) { state in
            guard !state.waiting.isEmpty else { return state.isClosed ? [] : nil }
            return state.take(upTo: count)
        } ?? []
    }

    /// Refuses what comes from now on; what waits can still be taken.
    package func close() {
        monitor.update { state in state.isClosed = true }
    }

    /// Whether nothing more will come.
    package var isClosed: Bool {
        monitor.look { state in state.isClosed }
    }

    /// How many elements wait.
    package var count: Int {
        monitor.look { state in state.waiting.count }
    }
}
