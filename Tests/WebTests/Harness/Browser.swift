import Cryptography
import Domain
import HTTP
import JSON
import Storage
import Support

@testable import Web

/// Somebody's browser: it keeps the cookie and the token that answers give it.
final class Browser {
    let site: TestSite
    let address: String
    private(set) var headers: [(String, String)] = []

    init(_ site: TestSite) {
        let number: Person.ID = TestShop.ids.next()
        self.site = site
        address = "browser \(number.text)"
    }

    /// Sends a request with what the browser keeps.
    @discardableResult
    func send(_ method: HTTP.Method, _ path: String, _ body: JSON? = nil) -> TestAnswer {
        let answer = site.call(
            method,
            path,
            body: body.map { String(decoding: $0.serialised(), as: UTF8.self) },
            headers: headers + [("User-Agent", "Mozilla/5.0 (X11; Linux) Firefox/140.0")],
            address: address
        )
        keep(answer)
        return answer
    }

    private func keep(_ answer: TestAnswer) {
        if let cookie = answer.headers("set-cookie").first?.prefix(while: { $0 != ";" }) {
            headers = [("Cookie", String(cookie))]
        }
        if let csrf = answer.json["csrf"]?.text {
            headers = headers.filter { $0.0 == "Cookie" } + [(Tenant.csrf, csrf)]
        }
    }

    func signIn(
        _ email: String,
        _ password: String = TestShop.password,
        code: String? = nil
    ) -> TestAnswer {
        send(
            .post,
            "/api/login",
            ["email": .string(email), "password": .string(password), "code": .optional(code)]
        )
    }

    /// Who is signed in; 401 where nobody is.
    var session: TestAnswer { send(.get, "/api/session") }
}

extension TestAnswer {
    /// The token at the end of the link that the answer shows.
    var linkToken: JSON {
        .optional(json["link"]?.text?.split(separator: "#").last.map(String.init))
    }
}
