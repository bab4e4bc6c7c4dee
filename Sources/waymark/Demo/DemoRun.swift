internal import Domain
internal import Machine
internal import Synchronization
internal import Threads

/// Sends the demo's year as fast as it is taken, and then goes on as life does.
final class DemoRun: Sendable {
    private static let senders = 4

    private let kit: SenderKit
    private let history: DemoHistory
    private let next = Atomic(0)
    private let sent = Atomic(0)
    private let complaint = Mutex<Complaint?>(nil)

    init(_ kit: SenderKit, _ history: DemoHistory) {
        self.kit = kit
        self.history = history
    }

    /// Sends everything that happened until now; tells how many events that were.
    func sendHistory(progress: (Int) -> Void) throws(Complaint) -> Int {
        let threads = (1...DemoRun.senders).map { number in
            WorkerThread(name: "demo-\(number)") { self.sendShare() }
        }
        for thread in threads { thread.start() }
        while next.load(ordering: .relaxed) < history.customers {
            _ = StopSignal().wait(for: .milliseconds(500))
            progress(sent.load(ordering: .relaxed))
        }
        for thread in threads { thread.join() }
        if let complaint = complaint.withLock({ complaint in complaint }) { throw complaint }
        return sent.load(ordering: .relaxed)
    }

    private func sendShare() {
        do {
            let sender = try DemoSender(kit)
            while true {
                let number = next.add(1, ordering: .relaxed).oldValue
                guard number < history.customers else { return }
                for post in history.posts(of: number) {
                    try sender.send(post)
                    sent.add(1, ordering: .relaxed)
                }
            }
        } catch {
            complaint.withLock { complaint in complaint = error }
            next.store(history.customers, ordering: .relaxed)
        }
    }

    /// Keeps sending what customers do now, so many events a second, for ever.
    func sendLive(perSecond rate: Double) throws(Complaint) -> Never {
        let sender = try DemoSender(kit)
        var chance = SeededRandom(seed: .random(in: 0...UInt64.max))
        var visitors: [DemoVisitor] = []
        var number = 0
        while true {
            if visitors.count < 25 || chance.happens(20) {
                number += 1
                let prefix = "live\(Program.now().seconds)"
                visitors.append(DemoVisitor(prefix: prefix, number: number, using: &chance))
            }
            let index = Int.random(in: visitors.indices, using: &chance)
            if let step = visitors[index].next() {
                let (customer, count) = (visitors[index].customer, visitors[index].done)
                try sender.send(
                    history.post("\(customer.id)-\(count)", customer, step, at: Program.now())
                )
            } else {
                visitors.remove(at: index)
            }
            let pause = chance.around(1 / rate, spread: 0.6)
            _ = StopSignal().wait(for: .milliseconds(Int(pause * 1_000)))
        }
    }
}

/// Somebody who is in the shop now, and does in minutes what others do in weeks.
private struct DemoVisitor {
    let customer: DemoCustomer
    private(set) var done = 0
    private let steps: [DemoJourney.Step]

    init(prefix: String, number: Int, using chance: inout SeededRandom) {
        customer = DemoCustomer(prefix: prefix, number: number, using: &chance)
        steps = DemoJourney(source: customer.source, using: &chance).steps
    }

    mutating func next() -> DemoJourney.Step? {
        guard done < steps.count else { return nil }
        done += 1
        return steps[done - 1]
    }
}
