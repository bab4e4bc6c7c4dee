import FastCGI
import HTTP
import Support
import Synchronization
import Testing
import Threads

/// How threads, connections and answers go together.
struct WorkerPoolTests {
    private let door: FrontDoor

    init() throws {
        door = try FrontDoor()
    }

    @Test func `fifty kept connections do not pin two threads`() throws {
        let pool = try door.serve("api", threads: 2) { exchange in exchange.echo() }
        let clients = try (0..<50).map { _ in try HTTPClient(port: door.nginx.port) }
        for _ in 0..<3 {
            for client in clients { try client.send("GET", "/api/x") }
            for client in clients { #expect(try client.readAnswer().status == 200) }
        }
        #expect(pool.connections > 2)
        #expect(try door.nginx.call("GET", "/api/plain").status == 200)
    }

    @Test func `another thread answers whole batches and the connections go on`() throws {
        let waiting = Mailbox<Exchange>(capacity: 1_000)
        let committer = WorkerThread(name: "committer") {
            while case let batch = waiting.take(upTo: 16), !batch.isEmpty {
                batch.forEach { exchange in exchange.echo() }
            }
        }
        committer.start()
        defer {
            waiting.close()
            committer.join()
        }
        let pool = try door.serve("hooks", threads: 1) { exchange in
            if !waiting.put(exchange) { exchange.reply.respond(.empty(503)) }
        }
        let clients = try (0..<20).map { _ in try HTTPClient(port: door.nginx.port) }
        for _ in 0..<10 {
            for client in clients { try client.send("POST", "/hooks/abc", body: [1, 2, 3]) }
            for client in clients { #expect(try client.readAnswer().text.contains("body 3")) }
        }
        #expect(pool.connections <= 20)
    }

    @Test func `each thread makes its own handler, on itself`() throws {
        let made = Mutex(0)
        let listener = try Listener(path: door.socket("api"))
        let pool = try WorkerPool(name: "api", listener: listener, threads: 3, bodyLimit: 100) {
            made.withLock { count in count += 1 }
            return { exchange in exchange.reply.respond(.empty()) }
        }
        try pool.start()
        defer { pool.stop(grace: .seconds(1)) }
        #expect(made.withLock { $0 } == 3)
        #expect(try door.nginx.call("GET", "/api/x").status == 204)
    }

    @Test func `a pool whose handler cannot be made does not start`() throws {
        struct Refusal: Error {}
        let listener = try Listener(path: door.socket("api"))
        let pool = try WorkerPool(name: "api", listener: listener, threads: 2, bodyLimit: 100) {
            throw Refusal()
        }
        #expect(throws: Refusal.self) { try pool.start() }
    }

    @Test func `clients that go away before their answers leave nothing behind`() throws {
        let entered = Mailbox<Exchange>(capacity: 1)
        let pool = try door.serve("api", threads: 2) { exchange in _ = entered.put(exchange) }
        for _ in 0..<20 {
            let client = try HTTPClient(port: door.nginx.port)
            try client.send("GET", "/api/slow")
            let exchange = entered.take(upTo: 1, within: .seconds(5)).first
            client.close()
            exchange?.echo()
        }
        // Each of nginx's two workers may have kept the connection of an answer that it still got.
        #expect(eventually { pool.connections <= 2 })
        let client = try HTTPClient(port: door.nginx.port)
        try client.send("GET", "/api/x")
        entered.take(upTo: 1, within: .seconds(5)).first?.echo()
        #expect(try client.readAnswer().status == 200)
    }

    @Test func `a body that never ends is never a request`() throws {
        let seen = Mutex(0)
        try door.serve("hooks") { exchange in
            seen.withLock { count in count += 1 }
            exchange.echo()
        }
        var client: HTTPClient? = try HTTPClient(port: door.nginx.port)
        try client?.send("POST", "/hooks/abc", headers: [("Content-Length", "100")], body: [1, 2])
        client = nil
        #expect(try door.nginx.call("POST", "/hooks/abc", body: [1]).status == 200)
        #expect(seen.withLock { $0 } == 1)
    }

    @Test(arguments: [0, 1, 999, 1_000, 1_001, 200_000, 3_000_000])
    func `the pool's own limit answers 413 and the connection goes on`(length: Int) throws {
        try door.serve("hooks", bodyLimit: 1_000) { exchange in exchange.echo() }
        let body = [UInt8](repeating: 7, count: length)
        for _ in 0..<3 {
            let answer = try door.nginx.call("POST", "/hooks/abc", body: body)
            #expect(answer.status == (length > 1_000 ? 413 : 200))
            #expect(answer.text.contains(length > 1_000 ? "\"success\":false" : "body \(length)"))
        }
    }
}

/// Looks again and again for up to five seconds.
func eventually(_ holds: () throws -> Bool) rethrows -> Bool {
    let pause = StopSignal()
    for _ in 0..<500 {
        if try holds() { return true }
        _ = pause.wait(for: .milliseconds(10))
    }
    return false
}
