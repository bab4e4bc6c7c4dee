import FastCGI
import HTTP
import JSON
import Support
import Testing

/// What nginx refuses by itself, before any path is chosen: problems like all others.
struct FrontDoorProblemTests {
    private let door: FrontDoor

    init() throws {
        door = try FrontDoor()
    }

    static let unreadable: [(start: String, status: Int, fault: String?, instance: String?)] = [
        ("GEt /api/x HTTP/1.1", 400, "request: not HTTP as it should be", nil),
        ("GET /api/%zz HTTP/1.1", 400, "request: not HTTP as it should be", nil),
        ("GET /../x HTTP/1.1", 400, "request: not HTTP as it should be", nil),
        ("\u{16}\u{3}\u{1}", 400, "request: not HTTP as it should be", nil),
        ("GET /api/x HTTP/1.1\r\nHost: a", 400, "request: not HTTP as it should be", "/api/x"),
        (
            "GET /api/x?q=1 HTTP/1.1\r\nX-Name: \(String(repeating: "a", count: 9_000))", 400,
            "headers: one is longer than 8 KiB, or all are longer than 32 KiB", "/api/x"
        ),
        (
            "GET /api/\(String(repeating: "a", count: 9_000)) HTTP/1.1", 414,
            "address: longer than 8 KiB", nil
        ),
        ("GET /api/x HTTP/4.0", 505, nil, nil),
        ("POST /hooks/x HTTP/1.1\r\nTransfer-Encoding: odd", 501, nil, "/hooks/x"),
    ]

    @Test(arguments: unreadable) func `what cannot be read is answered with a problem`(
        start: String,
        status: Int,
        fault: String?,
        instance: String?
    ) throws {
        let client = try HTTPClient(port: door.nginx.port)
        try client.send(Array("\(start)\r\nHost: x\r\nConnection: close\r\n\r\n".utf8))
        let answer = try client.readAnswer()
        #expect(answer.status == status)
        let problem = try expectProblem(answer)
        #expect(problem["details"] == fault.map { [.string($0)] })
        #expect(problem["instance"]?.text == instance)
    }

    @Test func `a method that nginx refuses itself is told which others there are`() throws {
        let refused = try door.nginx.call("TRACE", "/api/customers")
        #expect(refused.status == 405)
        #expect(refused.header("allow") == "GET, HEAD, POST, PUT, PATCH, DELETE")
        try expectProblem(refused)
    }

    @Test(arguments: ["/hooks", "/hooks/", "/hooks/a/b", "/hooks/a.b/c.js"])
    func `a hook's address that is none is not there, and no page`(path: String) throws {
        for method in ["GET", "POST"] {
            let answer = try door.nginx.call(method, path)
            #expect(answer.status == 404)
            #expect(try expectProblem(answer)["instance"] == .string(path))
        }
    }

    @Test func `a path that would break the JSON is left out of it`() throws {
        let answer = try door.nginx.call("GET", "/api/a\"b\\c")
        #expect(answer.status == 503)
        #expect(try expectProblem(answer)["instance"] == nil)
    }

    @Test func `the problems' own addresses are nobody's`() throws {
        #expect(try door.nginx.call("GET", "/.problems/503").status == 404)
    }
}

/// A failure in the shape of contracts.md, whoever answers it.
@discardableResult
func expectProblem(_ answer: HTTPAnswer) throws -> JSON {
    #expect(answer.header("content-type") == "application/problem+json")
    #expect(answer.header("x-request-id")?.count == 32)
    let problem = try JSON(parsing: answer.body)
    #expect(problem["success"] == .bool(false))
    #expect(problem["type"] == "about:blank")
    #expect(problem["status"] == .number(String(answer.status)))
    #expect(problem["error"] != nil)
    #expect(problem["error"] == problem["title"])
    return problem
}
