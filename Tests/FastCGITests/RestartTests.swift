import Glibc
import HTTP
import Support
import Testing
import Threads

@testable import FastCGI

/// Restarts under load, over a listening socket that outlives the pools.
struct RestartTests {
    private let door: FrontDoor

    init() throws {
        door = try FrontDoor()
    }

    @Test(arguments: ["/hooks/abc", "/api/x"])
    func `no request fails and none is handled twice`(path: String) throws {
        let handled = Monitor(0)
        let owner = try Listener(path: door.socket(path.hasPrefix("/api") ? "api" : "hooks"))
        func successor() throws -> WorkerPool {
            let listener = try Listener(inherited: dup(owner.descriptor))
            let pool = try WorkerPool(name: "pool", listener: listener, threads: 2, bodyLimit: 100)
            {
                { exchange in
                    handled.update { count in count += 1 }
                    exchange.echo()
                }
            }
            try pool.start()
            return pool
        }

        var pool = try successor()
        let hammer = Hammer(port: door.nginx.port, path: path, hands: 8)
        for _ in 0..<5 {
            #expect(hammer.waitForMore(200))
            pool.stop(grace: .seconds(10))
            #expect(pool.connections == 0)
            _ = StopSignal().wait(for: .milliseconds(50))
            pool = try successor()
        }
        #expect(hammer.waitForMore(200))
        let (answered, failures) = hammer.stop()
        pool.stop(grace: .seconds(10))
        #expect(failures == [])
        #expect(handled.update { $0 } == answered)
    }

    @Test func `a pool at rest stops at once, with its kept connections`() throws {
        let pool = try door.serve("api") { exchange in exchange.echo() }
        let clients = try (0..<20).map { _ in try HTTPClient(port: door.nginx.port) }
        for client in clients { try client.send("GET", "/api/x") }
        for client in clients { #expect(try client.readAnswer().status == 200) }
        #expect(pool.connections > 0)
        let time = ContinuousClock().measure { pool.stop(grace: .seconds(10)) }
        #expect(pool.connections == 0)
        #expect(time < .seconds(5))
    }

    @Test func `what is under way is answered before the pool has stopped`() throws {
        let entered = Mailbox<Exchange>(capacity: 1)
        let pool = try door.serve("api") { exchange in _ = entered.put(exchange) }
        let client = try HTTPClient(port: door.nginx.port)
        try client.send("GET", "/api/slow")
        let exchange = try #require(entered.take(upTo: 1, within: .seconds(5)).first)
        let stopper = WorkerThread(name: "stopper") { pool.stop(grace: .seconds(10)) }
        stopper.start()
        _ = StopSignal().wait(for: .milliseconds(100))
        #expect(pool.connections == 1)
        exchange.echo()
        stopper.join()
        #expect(try client.readAnswer().status == 200)
        #expect(pool.connections == 0)
    }

    @Test func `a handler that never answers ends with the grace`() throws {
        let entered = Mailbox<Exchange>(capacity: 1)
        let pool = try door.serve("api") { exchange in _ = entered.put(exchange) }
        let client = try HTTPClient(port: door.nginx.port)
        try client.send("GET", "/api/slow")
        let exchange = try #require(entered.take(upTo: 1, within: .seconds(5)).first)
        let time = ContinuousClock().measure { pool.stop(grace: .milliseconds(200)) }
        #expect(time >= .milliseconds(200))
        #expect(time < .seconds(5))
        exchange.echo()
        #expect(pool.connections == 0)
    }

    @Test func `an nginx that is killed takes its connections along`() throws {
        let pool = try door.serve("api") { exchange in exchange.echo() }
        let clients = try (0..<20).map { _ in try HTTPClient(port: door.nginx.port) }
        for client in clients { try client.send("GET", "/api/x") }
        for client in clients { #expect(try client.readAnswer().status == 200) }
        #expect(pool.connections > 0)
        door.nginx.crash()
        #expect(eventually { pool.connections == 0 })
    }

    @Test func `without a pool the answer is 503, to come again`() throws {
        let answer = try door.nginx.call("POST", "/hooks/abc", body: [1])
        #expect(answer.status == 503)
        #expect(answer.header("retry-after") == "5")
        #expect(answer.header("content-type") == "application/problem+json")
        #expect(answer.text.contains("\"success\":false"))
    }

    @Test func `a socket that is left over is replaced`() throws {
        for _ in 0..<2 {
            let pool = try door.serve("api") { exchange in exchange.echo() }
            #expect(try door.nginx.call("GET", "/api/x").status == 200)
            pool.stop(grace: .seconds(5))
        }
        var information = stat()
        unsafe stat(door.socket("api"), &information)
        #expect(information.st_mode & 0o777 == 0o660)
    }
}
