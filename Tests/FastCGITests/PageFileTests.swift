import Foundation
import Support
import Testing

/// How nginx serves the page itself.
struct PageFileTests {
    private static let policy = """
        default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
        font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; \
        frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types vue
        """
    private let nginx: NginxServer
    private let script = "export const answer = 42\n"

    init() throws {
        let directory = try TemporaryDirectory()
        let page = try directory.makeDirectory("page")
        for folder in ["js", "css", "vendor", "a", "a/1f0c", "a/1f0c/js"] {
            _ = try directory.makeDirectory("page/\(folder)")
        }
        try directory.write("<!doctype html><title>Waymark</title>", to: "page/index.html")
        try directory.write(script, to: "page/js/main.js")
        try directory.write(script, to: "page/a/1f0c/js/main.js")
        try directory.write("secret", to: "page/a/1f0c/notes.html")
        try directory.write(String(repeating: "a{}\n", count: 1_000), to: "page/css/tokens.css")
        try directory.write("<svg/>", to: "page/favicon.svg")
        try directory.write("secret", to: "page/notes.html")
        try directory.write("{}", to: "page/openapi.json")
        nginx = try NginxServer(in: directory, page: page)
    }

    @Test(arguments: [
        "/", "/login", "/admin/customer-journey", "/webhooks/deliveries/12", "/index.html/",
        "/customers/a.b@c",
    ])
    func `a screen is the page, with its headers`(path: String) throws {
        let answer = try nginx.call("GET", path)
        #expect(answer.status == 200)
        #expect(answer.header("content-type") == "text/html; charset=utf-8")
        #expect(answer.header("cache-control") == "no-cache")
        expectPageHeaders(answer)
    }

    @Test(arguments: [
        ("/js/main.js", "application/javascript; charset=utf-8", "no-cache"),
        ("/css/tokens.css", "text/css; charset=utf-8", "no-cache"),
        ("/favicon.svg", "image/svg+xml", "no-cache"),
        ("/api/openapi.json", "application/json", "no-cache"),
        (
            "/a/1f0c/js/main.js", "application/javascript; charset=utf-8",
            "public, max-age=31536000, immutable"
        ),
    ])
    func `a file has its type, its headers and an ETag`(
        path: String,
        type: String,
        cache: String
    ) throws {
        let answer = try nginx.call("GET", path)
        #expect(answer.status == 200)
        #expect(answer.header("content-type") == type)
        #expect(answer.header("cache-control") == cache)
        expectPageHeaders(answer)
        let tag = try #require(answer.header("etag"))
        #expect(try nginx.call("GET", path, headers: [("If-None-Match", tag)]).status == 304)
    }

    private func expectPageHeaders(_ answer: HTTPAnswer) {
        #expect(answer.header("content-security-policy") == Self.policy)
        #expect(answer.header("x-content-type-options") == "nosniff")
        #expect(answer.header("referrer-policy") == "same-origin")
        #expect(answer.header("cross-origin-opener-policy") == "same-origin")
        #expect(answer.header("permissions-policy") != nil)
        #expect(answer.header("server") == "nginx")
        #expect(answer.header("strict-transport-security") == nil)
    }

    @Test(arguments: [
        "/js/nothing.js", "/js/", "/js/core/nothing", "/nothing.js", "/favicon.ico",
        "/openapi.json", "/a/1f0c/openapi.json", "/a/1f0c/notes.html",
        "/a/1f0c/js/nothing.js", "/a/0000/js/main.js", "/a/1f0c", "/a/1f0c/js/",
        "/css/../../etc/passwd.txt",
        "/js/..%2f..%2fnginx.conf.js",
    ])
    func `a file that is not there, or not for everybody, is 404`(path: String) throws {
        let answer = try nginx.call("GET", path)
        #expect([400, 404].contains(answer.status))
        #expect(!answer.text.contains("doctype html><title>Waymark"))
    }

    @Test func `tools of other sites may read the description of the API and nothing else`() throws
    {
        let origin = [("Origin", "https://tools.example")]
        for path in ["/api/openapi.json", "/api/openapi.json?v=1"] {
            let described = try nginx.call("GET", path, headers: origin)
            #expect(described.header("cross-origin-resource-policy") == "cross-origin")
            #expect(described.header("access-control-allow-origin") == "*")
            #expect(described.header("access-control-allow-credentials") == nil)
        }
        for path in ["/", "/js/main.js", "/api/session", "/api/openapi.json/"] {
            let other = try nginx.call("GET", path, headers: origin)
            #expect(other.header("cross-origin-resource-policy") == "same-origin")
            #expect(other.header("access-control-allow-origin") == nil)
        }
    }

    @Test func `only what the page needs is served out of its folder`() throws {
        #expect(try !nginx.call("GET", "/notes.html").text.contains("secret"))
    }

    @Test func `text is compressed for who can read it`() throws {
        let answer = try nginx.call(
            "GET",
            "/css/tokens.css",
            headers: [("Accept-Encoding", "gzip")]
        )
        #expect(answer.header("content-encoding") == "gzip")
        #expect(answer.body.count < 400)
        #expect(answer.header("vary") == "Accept-Encoding")
    }

    @Test(arguments: ["/login", "/api/openapi.json"])
    func `the page cannot be posted to`(path: String) throws {
        let answer = try nginx.call("POST", path)
        #expect(answer.status == 405)
        #expect(answer.header("allow") == "GET, HEAD")
        #expect(answer.header("content-type") == "application/problem+json")
    }
}
