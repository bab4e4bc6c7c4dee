import Support
import Synchronization
import Threads

/// Clients that post one request after the other on kept connections until they are told to stop.
final class Hammer: Sendable {
    private let stopping = StopSignal()
    private let tally = Monitor((answered: 0, failures: [String]()))
    private let hands: Mutex<[WorkerThread]>

    init(port: UInt16, path: String, hands count: Int) {
        hands = Mutex([])
        for number in 1...count {
            let hand = WorkerThread(name: "hand-\(number)") { [stopping, tally] in
                var client: HTTPClient?
                while !stopping.isSet {
                    do {
                        let connected = try client ?? HTTPClient(port: port)
                        client = connected
                        try connected.send("POST", path, body: [1, 2, 3])
                        let answer = try connected.readAnswer()
                        if answer.header("connection") == "close" { client = nil }
                        tally.update { tally in
                            tally.answered += 1
                            if answer.status != 200 { tally.failures.append("\(answer.status)") }
                        }
                    } catch {
                        client = nil
                        tally.update { tally in tally.failures.append("\(error)") }
                    }
                }
            }
            hands.withLock { hands in hands.append(hand) }
            hand.start()
        }
    }

    /// Waits until so many more were answered.
    func waitForMore(_ count: Int) -> Bool {
        let goal = tally.update { tally in tally.answered } + count
        return tally.wait(within: .seconds(20)) { $0.answered >= goal ? true : nil } ?? false
    }

    /// Ends, and says how many were answered and what went wrong.
    func stop() -> (answered: Int, failures: [String]) {
        stopping.set()
        hands.withLock { hands in hands.forEach { hand in hand.join() } }
        return tally.update { tally in tally }
    }
}
