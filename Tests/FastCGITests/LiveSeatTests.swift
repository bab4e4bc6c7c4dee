import FastCGI
import HTTP
import Support
import Testing
import Threads

/// Server-sent events through nginx.
struct LiveSeatTests {
    private static let path = "/api/events/stream"
    private let door: FrontDoor
    private let seats = Mailbox<LiveSeat>(capacity: 1_000)
    private let pool: WorkerPool

    init() throws {
        door = try FrontDoor()
        pool = try door.serve("live", threads: 2) { [seats] exchange in
            guard let seat = exchange.reply.stream(ServerSentEvent.head) else { return }
            if !seats.put(seat) { seat.close() }
        }
    }

    private func watch() throws -> HTTPClient {
        let client = try HTTPClient(port: door.nginx.port)
        try client.send("GET", Self.path)
        return client
    }

    private func takeSeats(_ count: Int) -> [LiveSeat] {
        var taken: [LiveSeat] = []
        while taken.count < count {
            let more = seats.take(upTo: count, within: .seconds(10))
            if more.isEmpty { break }
            taken += more
        }
        return taken
    }

    @Test func `each message comes as it is written`() throws {
        let client = try watch()
        let seat = try #require(takeSeats(1).first)
        let head = try client.readAnswer(toHead: true)
        #expect(head.status == 200)
        #expect(head.header("content-type") == "text/event-stream")
        #expect(head.header("cache-control") == "no-store")
        #expect(try client.readChunk() == ServerSentEvent.comment(""))
        for number in 1...3 {
            let message = ServerSentEvent(id: "\(number)", event: "event", data: "{}").bytes
            #expect(seat.write(message))
            #expect(try client.readChunk() == message)
        }
        seat.close()
        #expect(try client.readChunk() == [])
        #expect(!seat.write([1]))
    }

    @Test func `three hundred viewers hold no thread, and those who leave are noticed`() throws {
        var clients = try (0..<300).map { _ in try watch() }
        var taken = takeSeats(300)
        #expect(taken.count == 300)
        for client in clients { _ = try client.readAnswer(toHead: true) }
        #expect(pool.connections == 0)

        let message = ServerSentEvent(data: "hello").bytes
        #expect(taken.allSatisfy { seat in seat.write(message) })
        for client in clients {
            _ = try client.readChunk()
            #expect(try client.readChunk() == message)
        }

        clients.removeLast(250)
        let heartbeat = ServerSentEvent.comment("still here")
        let isNoticed = eventually {
            taken.removeAll { seat in !seat.write(heartbeat) }
            return taken.count == 50
        }
        #expect(isNoticed)
        try clients.append(watch())
        #expect(takeSeats(1).count == 1)
        #expect(clients.count == 51)
    }

    @Test func `a viewer who does not read loses the seat and holds up nobody`() throws {
        let client = try watch()
        let seat = try #require(takeSeats(1).first)
        let message = ServerSentEvent(data: String(repeating: "x", count: 60_000)).bytes
        let time = ContinuousClock().measure {
            for _ in 0..<2_000 where seat.write(message) {}
        }
        #expect(!seat.write(message))
        #expect(time < .seconds(5))
        _ = client
    }

    @Test func `a stream that begins twice is one stream`() throws {
        let results = Mailbox<Bool>(capacity: 1)
        let pool = try door.serve("api") { exchange in
            let first = exchange.reply.stream(ServerSentEvent.head)
            let second = exchange.reply.stream(ServerSentEvent.head)
            _ = results.put(first != nil && second == nil)
            exchange.reply.respond(.empty(500))
            first?.close()
        }
        #expect(try door.nginx.call("GET", "/api/x").status == 200)
        #expect(results.take(upTo: 1, within: .seconds(5)) == [true])
        #expect(eventually { pool.connections == 0 })
    }
}
