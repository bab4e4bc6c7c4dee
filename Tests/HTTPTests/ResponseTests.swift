import HTTP
import JSON
import Testing

/// What goes back.
struct ResponseTests {
    private let recipient = Request(method: .post, path: "/api/x").recipient

    @Test func `JSON has its type and status`() {
        let response = Response.json(["a": 1], status: 201)
        #expect(response.status == 201)
        #expect(response.header("content-type") == "application/json")
        #expect(String(decoding: response.body, as: UTF8.self) == #"{"a":1}"#)
    }

    @Test func `an empty answer is empty`() {
        let response = Response.empty()
        #expect(response.status == 204)
        #expect(response.body.isEmpty)
        #expect(response.headers.isEmpty)
    }

    @Test func `a problem is RFC 9457 and what the seeds' clients read`() throws {
        let problem = Problem.malformed(["stage: unknown", "event: missing"])
            .explained("The payload is not a journey event.")
        let response = problem.response(for: recipient)
        #expect(response.status == 400)
        #expect(response.header("Content-Type") == "application/problem+json")
        #expect(
            try JSON(parsing: response.body) == [
                "success": false, "error": "Bad Request", "type": "about:blank",
                "title": "Bad Request", "status": 400,
                "detail": "The payload is not a journey event.",
                "details": ["stage: unknown", "event: missing"], "instance": "/api/x",
            ]
        )
    }

    @Test(arguments: [
        (Problem.malformed(), 400), (.unauthorised, 401), (.forbidden, 403), (.notFound, 404),
        (.methodNotAllowed(allow: [.get]), 405), (.conflict, 409), (.tooLarge, 413),
        (.unsupportedType, 415), (.unprocessable(["a: b"]), 422), (.tooMany(retryAfter: 7), 429),
        (.unexpected, 500), (.notImplemented, 501), (.unavailable(retryAfter: 9), 503),
    ])
    func `each named problem has its status`(problem: Problem, status: Int) throws {
        let response = problem.response(for: recipient)
        #expect(response.status == status)
        let body = try JSON(parsing: response.body)
        #expect(body["status"] == .number(String(status)))
        #expect(body["success"] == false)
        #expect(body["detail"] == nil)
        #expect((body["details"] != nil) == (status == 422))
    }

    @Test func `some problems have headers`() {
        let allow = Problem.methodNotAllowed(allow: [.get, .head]).response(for: recipient)
        #expect(allow.header("allow") == "GET, HEAD")
        #expect(
            Problem.tooMany(retryAfter: 7).response(for: recipient).header("retry-after") == "7"
        )
        #expect(
            Problem.unavailable(retryAfter: 9).response(for: recipient).header("retry-after") == "9"
        )
        #expect(Problem.unauthorised.response(for: recipient).header("www-authenticate") != nil)
    }

    @Test(arguments: [
        (ServerSentEvent(data: "x"), "data: x\n\n"),
        (
            ServerSentEvent(id: "7", event: "move", data: "{}", retry: 3_000),
            "id: 7\nevent: move\nretry: 3000\ndata: {}\n\n"
        ),
        (ServerSentEvent(data: "a\nb\r\nc"), "data: a\ndata: b\ndata: c\n\n"),
        (ServerSentEvent(data: ""), "data: \n\n"),
        (ServerSentEvent(id: "1\n2", event: "a\r\nb", data: "x"), "id: 12\nevent: ab\ndata: x\n\n"),
    ])
    func `an event has its lines`(event: ServerSentEvent, text: String) {
        #expect(String(decoding: event.bytes, as: UTF8.self) == text)
    }

    @Test func `a comment is one line`() {
        #expect(ServerSentEvent.comment("a\nb") == Array(": ab\n\n".utf8))
    }
}
