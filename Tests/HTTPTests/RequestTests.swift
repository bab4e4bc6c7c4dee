import HTTP
import Testing

/// What a request says about itself.
struct RequestTests {
    @Test func `headers are found in any case and keep duplicates`() {
        let headers = Headers([("X-Sign", "a"), ("Other", "x"), ("x-sign", "b")])
        #expect(headers.first("X-SIGN") == "a")
        #expect(headers.all("x-Sign") == ["a", "b"])
        #expect(headers.first("missing") == nil)
        #expect(headers.fields.map(\.0) == ["x-sign", "other", "x-sign"])
    }

    @Test(arguments: [
        ("", []), ("a=1", [["a", "1"]]), ("a=1&a=2", [["a", "1"], ["a", "2"]]), ("a", [["a", ""]]),
        ("a=b=c", [["a", "b=c"]]), ("&&a=1&", [["a", "1"]]), ("=x", [["", "x"]]),
        ("q=a+b%20c%2B", [["q", "a b c+"]]), ("q=%E2%82%AC", [["q", "€"]]), ("q=%", [["q", "%"]]),
        ("q=%4", [["q", "%4"]]), ("q=%zz%41", [["q", "%zzA"]]), ("q=%ff", [["q", "\u{FFFD}"]]),
        ("%71=1", [["q", "1"]]), ("q=%00", [["q", "\0"]]),
    ])
    func `a query is read as browsers do`(text: String, pairs: [[String]]) {
        #expect(Query(parsing: text).pairs.map { [$0.0, $0.1] } == pairs)
    }

    @Test func `query values are found by name`() {
        let query: Query = ["a": "1", "b": "2", "a": "3"]
        #expect(query.first("a") == "1")
        #expect(query.all("a") == ["1", "3"])
        #expect(query.first("A") == nil)
    }

    @Test(arguments: [
        ("application/json", "application/json"),
        ("Application/JSON; charset=utf-8", "application/json"),
        (" text/csv ;x", "text/csv"), ("", ""),
    ])
    func `the media type has no parameters`(header: String, type: String) {
        let request = Request(method: .post, path: "/", headers: ["Content-Type": header])
        #expect(request.mediaType == type)
    }

    @Test func `without a header there is no media type`() {
        #expect(Request(method: .post, path: "/").mediaType == nil)
    }

    @Test(arguments: [
        ("sid=abc", "abc"), ("a=b; sid=abc", "abc"), ("a=b;sid=a=b", "a=b"), ("sid=", ""),
        (" sid = abc ", "abc"), ("sid=1; sid=2", "1"),
    ])
    func `a cookie is found`(header: String, value: String) {
        #expect(
            Request(method: .get, path: "/", headers: ["Cookie": header]).cookie("sid") == value
        )
    }

    @Test(arguments: ["", "sid", "xsid=1", "SID=1", "a=sid=1"])
    func `a cookie of another name is not`(header: String) {
        #expect(Request(method: .get, path: "/", headers: ["Cookie": header]).cookie("sid") == nil)
    }

    @Test func `cookies may come in several headers`() {
        let request = Request(method: .get, path: "/", headers: ["Cookie": "a=1", "Cookie": "b=2"])
        #expect(request.cookie("b") == "2")
    }
}
