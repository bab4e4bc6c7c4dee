internal import Glibc
internal import HTTP
internal import Metrics
internal import Threads

/// One thread of a pool: takes what the poll set wakes it for, until the pool has finished.
struct Worker {
    let listener: Listener
    let poll: PollSet
    let roster: Roster
    let finish: StopSignal
    let bodyLimit: Int
    /// How many threads of the pool have a request at hand.
    let busy: Gauge

    func run(_ handler: WorkerPool.Handler) {
        let tray = Tray()
        var buffer = [UInt8](repeating: 0, count: 64 * 1024)
        while true {
            switch poll.waitForWork() {
            case finish.descriptor:
                return
            case listener.descriptor:
                accept()
            case let descriptor:
                guard let channel = roster.take(descriptor) else { continue }
                read(channel, &buffer, tray, handler)
            }
        }
    }

    /// Takes all connections that wait, then lets the next thread be woken for more.
    private func accept() {
        do {
            while let descriptor = try listener.accept() {
                roster.add(Channel(descriptor, bodyLimit: bodyLimit))
            }
        } catch {
            // Out of descriptors or memory: the queue keeps the callers until there are some.
            usleep(10_000)
        }
        poll.arm(listener.descriptor)
    }

    private func read(
        _ channel: Channel,
        _ buffer: inout [UInt8],
        _ tray: Tray,
        _ handler: WorkerPool.Handler
    ) {
        switch channel.receive(&buffer) {
        case .incomplete: roster.park(channel)
        case .complete: serve(channel, tray, handler)
        case .tooLarge:
            serve(channel, tray) { exchange in
                exchange.reply.respond(
                    Problem.tooLarge.response(for: exchange.request.recipient)
                )
            }
        case .refused: roster.strike()
        }
    }

    private func serve(_ channel: Channel, _ tray: Tray, _ handler: WorkerPool.Handler) {
        guard let incoming = channel.takeRequest(by: tray) else {
            roster.strike()
            return
        }
        busy.add()
        defer { busy.add(-1) }
        let exchange = Exchange(incoming.request, over: channel, of: roster)
        if let problem = incoming.problem {
            exchange.reply.respond(problem.response(for: incoming.request.recipient))
        } else {
            handler(exchange)
        }
    }
}
