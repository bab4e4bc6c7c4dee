import FastCGI
import HTTP
import JSON
import Support
import Testing

/// The repository's nginx files: what goes where, and with which headers.
struct FrontDoorTests {
    private let door: FrontDoor

    init() throws {
        door = try FrontDoor()
        for name in ["hooks", "api", "live"] {
            try door.serve(name) { exchange in
                exchange.reply.respond(.bytes(Array(name.utf8), type: "text/plain"))
            }
        }
    }

    @Test(arguments: [
        ("/hooks/0123456789abcdef", "hooks"), ("/hooks/0123456789abcdef/", "hooks"),
        ("/hooks/a.js", "hooks"), ("/api/webhook/customer-journey", "hooks"),
        ("/api/webhook/customer-journey/", "hooks"), ("/api/webhook/customer-journey/k", "hooks"),
        ("/api/webhook/customer-journey/k/", "hooks"), ("/api/track-event", "hooks"),
        ("/api/track-event/", "hooks"), ("/api/events/stream", "live"),
        ("/api/events/stream/", "live"), ("/api/events", "api"),
        ("/api/webhooks/deliveries", "api"), ("/api/customer-journey/data", "api"),
        ("/api/login", "api"), ("/api/login/", "api"), ("/api/", "api"), ("/api", "api"),
        ("/api/reports/journey.csv", "api"), ("/api/jobs/7/file", "api"),
        ("/api/jobs/7/file/", "api"),
    ])
    func `a path goes to its socket and is never redirected`(path: String, socket: String) throws {
        let answer = try door.nginx.call("POST", path, body: Array("{}".utf8))
        #expect(answer.status == 200)
        #expect(answer.text == socket)
        #expect(answer.header("x-content-type-options") == "nosniff")
        #expect(answer.header("cache-control") == "no-store")
        #expect(answer.header("x-request-id")?.count == 32)
    }

    @Test(arguments: [
        ("/hooks/abc", 5 * 1_048_576, 200), ("/hooks/abc", 5 * 1_048_576 + 1, 413),
        ("/hooks/abc", 10 * 1_048_576, 413), ("/api/track-event", 5 * 1_048_576, 200),
        ("/api/x", 1_048_576, 200), ("/api/x", 1_048_577, 413), ("/api/x", 10 * 1_048_576, 413),
        ("/api/login", 16_384, 200), ("/api/login", 16_385, 413),
    ])
    func `nginx refuses a body beyond the limit of its path`(
        path: String,
        length: Int,
        status: Int
    ) throws {
        let body = [UInt8](repeating: 65, count: length)
        let answer = try door.nginx.call("POST", path, body: body)
        #expect(answer.status == status)
        if status == 413 {
            let problem = try expectProblem(answer)
            #expect(problem["details"] == ["body: larger than this path takes"])
        }
    }

    @Test func `a chunked body beyond the limit is refused as well`() throws {
        let client = try HTTPClient(port: door.nginx.port)
        try client.send("POST", "/api/x", headers: [("Transfer-Encoding", "chunked")])
        let chunk = Array("80000\r\n".utf8) + [UInt8](repeating: 65, count: 0x80000)
        for _ in 0..<4 { try? client.send(chunk + Array("\r\n".utf8)) }
        let answer = try client.readAnswer()
        #expect(answer.status == 413)
        try expectProblem(answer)
    }

    @Test(arguments: [
        "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n", "Content-Length: +3\r\n",
        "Content-Length: 3\r\nContent-Length: 4\r\n", "Transfer-Encoding : chunked\r\n",
        "Transfer-Encoding: xchunked\r\n", "X-Name: a\0b\r\n",
    ])
    func `a request that two readers could read differently is refused`(headers: String) throws {
        let client = try HTTPClient(port: door.nginx.port)
        try client.send(Array("POST /hooks/abc HTTP/1.1\r\nHost: x\r\n\(headers)\r\nabc".utf8))
        let answer = try client.readAnswer()
        #expect([400, 501].contains(answer.status))
        try expectProblem(answer)
    }
}

/// Limits and absent upstreams: nginx's own answers.
struct FrontDoorLimitTests {
    @Test func `signing in is limited by address, with a time to come again`() throws {
        let door = try FrontDoor(limits: true)
        try door.serve("api") { exchange in exchange.reply.respond(.empty(401)) }
        let answers = try (0..<15).map { _ in try door.nginx.call("POST", "/api/login") }
        #expect(answers.prefix(11).allSatisfy { answer in answer.status == 401 })
        #expect(answers.suffix(3).allSatisfy { answer in answer.status == 429 })
        let refusal = try #require(answers.last)
        #expect(refusal.header("retry-after") == "5")
        #expect(try expectProblem(refusal)["instance"] == "/api/login")
        #expect(refusal.header("x-content-type-options") == "nosniff")
        #expect(try door.nginx.call("GET", "/api/session").status == 401)
    }

    @Test func `where Waymark is away nginx asks to come again`() throws {
        let door = try FrontDoor()
        for path in ["/hooks/abc", "/api/x", "/api/events/stream", "/metrics"] {
            let answer = try door.nginx.call("POST", path)
            #expect(answer.status == 503)
            #expect(answer.header("retry-after") == "5")
            #expect(try expectProblem(answer)["instance"] == .string(path))
        }
    }

    @Test func `the log keeps neither tokens nor queries`() throws {
        let door = try FrontDoor()
        _ = try door.nginx.call("POST", "/hooks/secrettoken?q=1")
        _ = try door.nginx.call("GET", "/api/customers?q=somebody")
        door.nginx.stop()
        let log = door.nginx.accessLog
        #expect(log.contains("POST /hooks/- 503"))
        #expect(log.contains("GET /api/customers 503"))
        #expect(!log.contains("secrettoken"))
        #expect(!log.contains("somebody"))
    }

    @Test func `production's configuration is sound`() throws {
        let directory = try TemporaryDirectory()
        try Certificate.make(in: directory)
        let site = try Repository.text("nginx/waymark.conf")
            .replacing("/etc/ssl/certs", with: directory.path)
            .replacing("/etc/ssl/private", with: directory.path)
            .replacing("/var/log/nginx", with: directory.path)
            .replacing("[::]:443", with: "127.0.0.2:\(NginxServer.freePort())")
            .replacing("listen 443", with: "listen 127.0.0.1:\(NginxServer.freePort())")
            .replacing("listen [::]:80;", with: "")
            .replacing("listen 80", with: "listen 127.0.0.1:\(NginxServer.freePort())")
        let complaint = try NginxServer.complaint(
            about: "pid nginx.pid; events { } http { \(site) }",
            in: directory
        )
        #expect(complaint == nil)
    }
}
