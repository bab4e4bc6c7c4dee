import FastCGI
import HTTP
import Support
import Testing

/// What a handler gets and what a client gets back, through nginx.
struct ExchangeTests {
    private let door: FrontDoor

    init() throws {
        door = try FrontDoor()
    }

    @Test func `a request arrives as it was sent`() throws {
        try door.serve("api") { exchange in exchange.echo() }
        let answer = try door.nginx.call(
            "PUT",
            "/api/customers/a%2Fb?q=x%20y&q=z",
            headers: [("Content-Type", "application/json"), ("X-Signature", "one")],
            body: Array("{}".utf8)
        )
        #expect(answer.status == 200)
        let lines = answer.text.split(separator: "\n").map(String.init)
        #expect(lines.first == "PUT /api/customers/a%2Fb")
        #expect(lines.contains("?q=x y"))
        #expect(lines.contains("?q=z"))
        #expect(lines.contains("content-type: application/json"))
        #expect(lines.contains("content-length: 2"))
        #expect(lines.contains("x-signature: one"))
        #expect(lines.contains("from 127.0.0.1"))
        #expect(lines.contains("secure false"))
        #expect(lines.contains("body 2"))
    }

    @Test func `duplicate headers stay two`() throws {
        try door.serve("hooks") { exchange in
            let signatures = exchange.request.headers.all("X-Webhook-Signature")
            let text = signatures.joined(separator: "|")
            exchange.reply.respond(.bytes(Array(text.utf8), type: "text/plain"))
        }
        let answer = try door.nginx.call(
            "POST",
            "/hooks/abc",
            headers: [("X-Webhook-Signature", "one"), ("X-Webhook-Signature", "two")]
        )
        #expect(answer.text == "one|two")
    }

    @Test func `headers that could be mistaken for others do not come through`() throws {
        try door.serve("api") { exchange in exchange.echo() }
        let answer = try door.nginx.call(
            "GET",
            "/api/x",
            headers: [("X_Api_Key", "forged"), ("Proxy", "http://evil"), ("X-Api-Key", "true")]
        )
        #expect(!answer.text.contains("forged"))
        #expect(!answer.text.contains("evil"))
        #expect(answer.text.contains("x-api-key: true"))
    }

    @Test func `the request's id is nginx's, in the request and on the answer`() throws {
        try door.serve("api") { exchange in exchange.echo() }
        let answer = try door.nginx.call("GET", "/api/x", headers: [("X-Request-Id", "mine")])
        let ids = answer.headers.filter { header in header.0 == "x-request-id" }
        #expect(ids.count == 1)
        let id = try #require(ids.first?.1)
        #expect(id.count == 32)
        #expect(answer.text.contains("id \(id)"))
    }

    @Test(arguments: [0, 1, 8_191, 8_192, 65_535, 65_536, 1_048_576])
    func `a body of any length arrives whole, chunked or not`(length: Int) throws {
        try door.serve("hooks") { exchange in
            exchange.reply.respond(.bytes(exchange.request.body, type: "application/octet-stream"))
        }
        let body = (0..<length).map { index in UInt8(truncatingIfNeeded: index &* 31) }
        #expect(try door.nginx.call("POST", "/hooks/abc", body: body).body == body)

        let client = try HTTPClient(port: door.nginx.port)
        try client.send("POST", "/hooks/abc", headers: [("Transfer-Encoding", "chunked")])
        for start in stride(from: 0, to: length, by: 50_000) {
            let chunk = body[start..<min(start + 50_000, length)]
            try client.send(Array("\(String(chunk.count, radix: 16))\r\n".utf8))
            try client.send(chunk + Array("\r\n".utf8))
        }
        try client.send(Array("0\r\n\r\n".utf8))
        #expect(try client.readAnswer().body == body)
    }

    @Test func `HEAD gets the head of GET and no body`() throws {
        try door.serve("api") { exchange in exchange.reply.respond(.bytes([1, 2, 3], type: "x/y")) }
        let client = try HTTPClient(port: door.nginx.port)
        try client.send("HEAD", "/api/x", headers: [("Connection", "close")])
        let answer = try client.readAnswer(toHead: true)
        #expect(answer.status == 200)
        #expect(answer.header("content-length") == "3")
        #expect(try client.isClosedByPeer())
    }

    @Test func `a method that nobody knows is not implemented`() throws {
        try door.serve("api") { exchange in exchange.echo() }
        let answer = try door.nginx.call("BREW", "/api/x")
        #expect(answer.status == 501)
        #expect(answer.header("content-type") == "application/problem+json")
    }

    @Test func `an exchange that is let go answers 500`() throws {
        try door.serve("api") { _ in }
        let answer = try door.nginx.call("GET", "/api/x")
        #expect(answer.status == 500)
        #expect(answer.text.contains("\"success\":false"))
    }

    @Test func `a second answer goes nowhere`() throws {
        try door.serve("api") { exchange in
            exchange.reply.respond(.bytes(Array("first".utf8), type: "text/plain"))
            exchange.reply.respond(.bytes(Array("second".utf8), type: "text/plain"))
        }
        for _ in 0..<3 {
            #expect(try door.nginx.call("GET", "/api/x").text == "first")
        }
    }

    @Test func `a header cannot begin another one`() throws {
        try door.serve("api") { exchange in
            let headers = [(name: "X-Name", value: "a\r\nSet-Cookie: b=c\nd")]
            exchange.reply.respond(Response(status: 200, headers: headers))
        }
        let answer = try door.nginx.call("GET", "/api/x")
        #expect(answer.header("set-cookie") == nil)
        #expect(answer.header("x-name") == "aSet-Cookie: b=cd")
    }
}
