internal import HTTP
internal import Metrics
internal import Threads

/// Threads that read requests from a listening socket and have them handled.
///
/// One poll set holds the listening socket and every connection that waits for bytes; it wakes one
/// thread for each. So a connection that nginx keeps open between requests, or on which a request
/// arrives slowly, holds no thread, and any number of them leaves the pool free for the next whole
/// request. A thread is held only from the moment a request is whole until its handler returns;
/// a handler may return first and answer later, from another thread.
///
/// Stopping loses nothing: no new connection is accepted (it waits for the successor in the queue
/// of an inherited socket), requests under way are answered, and nginx is asked to let go of the
/// connections that it keeps.
package final class WorkerPool: Sendable {
    /// What handles one request; made on the thread that it stays on.
    package typealias Handler = (Exchange) -> Void

    /// How much of a pool is in use at a moment.
    package struct Use: Sendable {
        package let threads: Int
        /// Threads that have a request at hand.
        package let busyThreads: Int
        package let connections: Int
        /// Connections that wait for bytes and hold no thread.
        package let parkedConnections: Int
    }

    /// What the pool serves.
    package let name: String
    private let listener: Listener
    private let poll: PollSet
    private let roster: Roster
    private let finish = StopSignal()
    private let openings: Monitor<[(any Error)?]>
    private let threads: [WorkerThread]
    private let busy = Gauge()

    /// - Parameters:
    ///   - name: Shown for the threads in ps and debuggers.
    ///   - bodyLimit: Bytes of a body beyond which the pool itself answers 413.
    ///   - makeHandler: Called once on each thread; nothing that it makes leaves the thread.
    package init(
        name: String,
        listener: Listener,
        threads count: Int,
        bodyLimit: Int,
        makeHandler: @escaping @Sendable () throws -> Handler
    ) throws(SystemFault) {
        let poll = try PollSet()
        let roster = Roster(poll)
        let openings = Monitor<[(any Error)?]>([])
        let finish = finish
        let busy = busy
        threads = (1...count).map { number in
            WorkerThread(name: "\(name)-\(number)") {
                let worker = Worker(
                    listener: listener,
                    poll: poll,
                    roster: roster,
                    finish: finish,
                    bodyLimit: bodyLimit,
                    busy: busy
                )
                do {
                    let handler = try makeHandler()
                    openings.update { openings in openings.append(nil) }
                    worker.run(handler)
                } catch {
                    openings.update { openings in openings.append(error) }
                }
            }
        }
        self.name = name
        self.listener = listener
        self.poll = poll
        self.roster = roster
        self.openings = openings
    }

    /// How many connections are open, whether they rest or work.
    package var connections: Int { roster.count }

    /// What is in use now.
    package var use: Use {
        let (open, parked) = roster.counts
        return Use(
            threads: threads.count,
            busyThreads: busy.value,
            connections: open,
            parkedConnections: parked
        )
    }

    /// Starts the threads and returns when each has its handler; throws what kept one from it.
    package func start() throws {
        threads.forEach { thread in thread.start() }
        let failure = openings.wait { openings in
            openings.count == threads.count ? .some(openings.lazy.compactMap(\.self).first) : nil
        }
        poll.addForAll(finish.descriptor)
        if let failure = failure ?? nil {
            stop(grace: .zero)
            throw failure
        }
        poll.addOnce(listener.descriptor)
    }

    /// Stops accepting, lets what is under way end for up to so long, then ends the threads.
    package func stop(grace: Duration) {
        poll.remove(listener.descriptor)
        _ = roster.drain(within: grace)
        finish.set()
        threads.forEach { thread in thread.join() }
        roster.close()
    }
}
