import Testing
import Threads

/// Work on its way from thread to thread.
struct MailboxTests {
    @Test func `what was put first is taken first, some at a time`() {
        let box = Mailbox<Int>(capacity: 10)
        for number in 1...5 { #expect(box.put(number)) }
        #expect(box.count == 5)
        #expect(box.take(upTo: 2) == [1, 2])
        #expect(box.take(upTo: 9) == [3, 4, 5])
        #expect(box.count == 0)
    }

    @Test func `a full box refuses until something is taken`() {
        let box = Mailbox<Int>(capacity: 2)
        #expect([1, 2, 3].map { number in box.put(number) } == [true, true, false])
        #expect(box.take(upTo: 1) == [1])
        #expect(box.put(4))
        #expect(box.take(upTo: 9) == [2, 4])
    }

    @Test func `a closed box refuses, gives what it has, and then nothing`() {
        let box = Mailbox<Int>(capacity: 2)
        #expect(box.put(1))
        box.close()
        #expect(!box.put(2))
        #expect(box.take(upTo: 9) == [1])
        #expect(box.take(upTo: 9).isEmpty)
    }

    @Test func `waiting ends with the time`() {
        let box = Mailbox<Int>(capacity: 2)
        let time = ContinuousClock().measure {
            #expect(box.take(upTo: 1, within: .milliseconds(50)).isEmpty)
        }
        #expect(time >= .milliseconds(50))
    }

    @Test func `who waits is woken by an element and by closing`() {
        let box = Mailbox<Int>(capacity: 2)
        let taken = Monitor<[[Int]]>([])
        let taker = WorkerThread(name: "taker") {
            for _ in 0..<2 {
                let some = box.take(upTo: 9)
                taken.update { taken in taken.append(some) }
            }
        }
        taker.start()
        #expect(box.put(7))
        #expect(taken.wait(within: .seconds(5)) { $0.count == 1 ? true : nil } == true)
        box.close()
        taker.join()
        #expect(taken.update { $0 } == [[7], []])
    }

    @Test func `many to many, everything arrives once`() {
        let box = Mailbox<Int>(capacity: 64)
        let sum = Monitor(0)
        let takers = (1...3).map { number in
            WorkerThread(name: "taker-\(number)") {
                while case let some = box.take(upTo: 8), !some.isEmpty {
                    sum.update { sum in sum += some.reduce(0, +) }
                }
            }
        }
        let putters = (0..<3).map { number in
            WorkerThread(name: "putter-\(number)") {
                for index in 1...1_000 {
                    while !box.put(number * 1_000 + index) {
                        _ = sum.wait(within: .milliseconds(1)) { _ in Never?.none }
                    }
                }
            }
        }
        (takers + putters).forEach { thread in thread.start() }
        putters.forEach { thread in thread.join() }
        box.close()
        takers.forEach { thread in thread.join() }
        #expect(sum.update { $0 } == (1...3_000).reduce(0, +))
    }
}
