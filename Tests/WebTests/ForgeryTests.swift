import Domain
import HTTP
import JSON
import MariaDB
import Storage
import Support
import Testing

@testable import Web

/// Changes that a browser was made to send by another site's page.
@Suite struct ForgeryTests {
    private let site: TestSite
    private let tenant: Tenant

    init() throws {
        site = try TestSite()
        tenant = try site.tenant()
    }

    private func pause(_ headers: [(String, String)], isSecure: Bool = false) -> TestAnswer {
        site.call(
            .patch,
            "/api/connections/@connection",
            naming: tenant,
            body: #"{"paused":true}"#,
            headers: headers,
            isSecure: isSecure
        )
    }

    private var isPaused: Bool {
        get throws {
            try site.database.count(
                """
                SELECT COUNT(*) FROM connections
                WHERE organisation_id = \(tenant.shop.organisation) AND paused_at IS NOT NULL
                """
            ) > 0
        }
    }

    static let refused: [[(String, String)]] = [
        [("Sec-Fetch-Site", "cross-site")],
        [("Sec-Fetch-Site", "same-site")],
        [("Sec-Fetch-Site", "")],
        [("Origin", "https://evil.example"), ("Host", "waymark.example")],
        [("Origin", "null"), ("Host", "waymark.example")],
        [("Origin", "https://waymark.example"), ("Host", "waymark.example")],
        [("Origin", "http://waymark.example:81"), ("Host", "waymark.example")],
        [("Origin", "http://waymark.example.evil.example"), ("Host", "waymark.example")],
        [("Origin", "http://waymark.example")],
    ]

    @Test(arguments: refused)
    func `a change from elsewhere is refused even with the right token`(
        headers: [(String, String)]
    ) throws {
        let answer = pause(tenant.headers(of: .owner) + headers)
        #expect(answer.status == 403, "\(answer.text)")
        #expect(try !isPaused)
    }

    static let taken: [[(String, String)]] = [
        [],
        [("Sec-Fetch-Site", "same-origin")],
        [("Sec-Fetch-Site", "none")],
        [("Origin", "http://waymark.example"), ("Host", "waymark.example")],
        [
            ("Origin", "http://127.0.0.1:8080"), ("Host", "127.0.0.1:8080"),
            ("Sec-Fetch-Site", "same-origin"),
        ],
    ]

    @Test(arguments: taken)
    func `a change from our own page is taken`(headers: [(String, String)]) throws {
        #expect(pause(tenant.headers(of: .owner) + headers).status == 200)
        #expect(try isPaused)
    }

    @Test func `the token has to be there and be this session's`() throws {
        let cookie = tenant.header(Tenant.cookie, of: .owner)
        let right = tenant.header(Tenant.csrf, of: .owner).1
        let others = tenant.header(Tenant.csrf, of: .admin).1
        for sent in [nil, "", others, right + "A", String(right.dropLast()), right.lowercased()] {
            let headers = sent.map { [cookie, (Tenant.csrf, $0)] } ?? [cookie]
            let answer = pause(headers)
            #expect(answer.status == 403, "\(sent ?? "none")")
            #expect(answer.text.contains("X-CSRF-Token"))
        }
        #expect(try !isPaused)
    }

    @Test func `signing out and every other change want the token, too`() {
        for line in AccessTests.lines where !line.route.hasPrefix("GET") {
            guard line.callers != AccessTests.everybody else { continue }
            let answer = site.call(
                line.method,
                line.path,
                naming: tenant,
                body: line.body,
                headers: [tenant.header(Tenant.cookie, of: .owner)]
            )
            #expect(answer.status == 403, "\(line.route)")
        }
    }

    @Test func `reading wants no token`() {
        let answer = site.call(
            .get,
            "/api/connections",
            headers: [tenant.header(Tenant.cookie, of: .viewer)]
        )
        #expect(answer.status == 200)
    }

    @Test func `programs with a token of their own want none`() {
        let answer = site.call(
            .post,
            "/api/webhooks/recover",
            as: .writer,
            of: tenant,
            body: #"{"state":"dead"}"#,
            headers: [("Sec-Fetch-Site", "cross-site")]
        )
        #expect(answer.status == 202)
    }

    @Test func `a bearer token goes before a cookie, and a wrong one does not fall back to it`() {
        let answer = site.call(
            .get,
            "/api/connections",
            headers: [
                tenant.header(Tenant.cookie, of: .owner), ("Authorization", "Bearer wm_nonsense"),
            ]
        )
        #expect(answer.status == 401)
    }

    @Test func `a form cannot sign anybody in or change anything`() {
        for type in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"] {
            let answer = site.call(
                .post,
                "/api/login",
                headers: [("Content-Type", type)]
            )
            #expect(answer.status == 415, "\(type)")
        }
        let answer = site.call(
            .post,
            "/api/login",
            body: #"{"email":"a@b.example","password":"x"}"#,
            headers: [("Sec-Fetch-Site", "cross-site")]
        )
        #expect(answer.status == 403)
    }
}
