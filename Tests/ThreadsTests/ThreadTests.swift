import Glibc
import Testing
import Threads

/// Threads, their signals and what they wait for.
struct ThreadTests {
    @Test func `a signal is set once and for ever`() {
        let signal = StopSignal()
        #expect(!signal.isSet)
        #expect(!signal.wait(for: .milliseconds(20)))
        signal.set()
        signal.set()
        #expect(signal.isSet)
        #expect(signal.wait(for: .zero))
        #expect(signal.wait(for: .seconds(10)))
    }

    @Test func `a set signal is readable for every poll`() {
        let signal = StopSignal()
        func isReadable() -> Bool {
            var entry = pollfd(fd: signal.descriptor, events: Int16(POLLIN), revents: 0)
            return unsafe poll(&entry, 1, 0) == 1
        }
        #expect(!isReadable())
        signal.set()
        #expect(isReadable())
        #expect(isReadable())
    }

    @Test func `a signal wakes all who wait`() {
        let signal = StopSignal()
        let woken = Monitor(0)
        let sleepers = (1...3).map { number in
            WorkerThread(name: "sleeper-\(number)") {
                if signal.wait(for: .seconds(10)) { woken.update { $0 += 1 } }
            }
        }
        sleepers.forEach { thread in thread.start() }
        signal.set()
        sleepers.forEach { thread in thread.join() }
        #expect(woken.update { $0 } == 3)
    }

    @Test func `a thread has its name and can be joined again`() {
        let name = Monitor("")
        let thread = WorkerThread(name: "hooks-1") {
            let file = unsafe open("/proc/thread-self/comm", O_RDONLY)
            var bytes = [UInt8](repeating: 0, count: 16)
            let count = unsafe read(file, &bytes, bytes.count)
            close(file)
            name.update { name in
                name = String(decoding: bytes.prefix(max(0, count - 1)), as: UTF8.self)
            }
        }
        thread.start()
        thread.join()
        thread.join()
        #expect(name.update { $0 } == "hooks-1")
    }

    @Test func `a thread that never began is joined at once`() {
        WorkerThread(name: "never") {}.join()
    }

    @Test func `waiting for state ends when it comes, or with the time`() {
        let state = Monitor(0)
        let counter = WorkerThread(name: "counter") {
            for _ in 1...100 { state.update { $0 += 1 } }
        }
        counter.start()
        #expect(state.wait(within: .seconds(10)) { $0 == 100 ? $0 : nil } == 100)
        #expect(state.wait(within: .milliseconds(20)) { $0 == 101 ? $0 : nil } == nil)
        counter.join()
    }

    @Test(arguments: [
        (Duration.zero, Int32(0)), (.nanoseconds(1), 1), (.milliseconds(1), 1),
        (.microseconds(1_001), 2), (.seconds(2), 2_000), (.seconds(1 << 40), .max),
    ])
    func `a rest is rounded up to milliseconds`(rest: Duration, milliseconds: Int32) {
        #expect(rest.pollMilliseconds == milliseconds)
    }
}
