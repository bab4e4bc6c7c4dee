import FastCGI
import HTTP
import Support
import Testing

/// Answers that are too long to be held: their bytes are fetched while they are sent.
struct LongAnswerTests {
    private let door: FrontDoor

    init() throws {
        door = try FrontDoor()
    }

    /// So many bytes, of which those from `end` on are missing.
    private func serve(_ count: Int, end: Int) throws -> WorkerPool {
        try door.serve("api", threads: 1) { exchange in
            var response = Response(status: 200, headers: [("Content-Type", "text/csv")])
            response.source = Response.Source(count: count) { place in
                (place..<min(place + 70_000, end)).map { UInt8(truncatingIfNeeded: $0 / 7) }
            }
            exchange.reply.respond(response)
        }
    }

    @Test func `all bytes come in their order, and the length is known before`() throws {
        let pool = try serve(5_000_003, end: 5_000_003)
        for _ in 0..<2 {
            let answer = try door.nginx.call("GET", "/api/jobs/7/file")
            #expect(answer.status == 200)
            #expect(answer.header("content-length") == "5000003")
            let expected = (0..<5_000_003).map { UInt8(truncatingIfNeeded: $0 / 7) }
            #expect(answer.body == expected)
        }
        #expect(pool.connections > 0, "connections go on")
        let client = try HTTPClient(port: door.nginx.port)
        try client.send("HEAD", "/api/jobs/7/file")
        #expect(try client.readAnswer(toHead: true).header("content-length") == "5000003")
    }

    @Test func `an answer that breaks off is not taken for a whole one`() throws {
        let pool = try serve(1_000_000, end: 400_000)
        let client = try HTTPClient(port: door.nginx.port)
        try client.send("GET", "/api/jobs/7/file")
        let answer = try? client.readAnswer()
        #expect(answer.map { $0.status == 502 || $0.body.count < 1_000_000 } ?? true)
        #expect(pool.connections == 0, "what came behind it would be read as the next answer")
    }
}
