internal import Machine
internal import Threads

extension WorkerThread {
    private static let pause = Duration.seconds(5)

    /// Gives back what bursts have left in memory, until the signal is set.
    static func tidying(until stop: StopSignal) -> WorkerThread {
        WorkerThread(name: "tidying") {
            var memory = SpareMemory()
            while !stop.wait(for: pause) { memory.look() }
        }
    }
}
