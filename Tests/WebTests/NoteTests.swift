import Domain
import HTTP
import JSON
import Support
import Testing

@testable import Web

@Suite struct NoteTests {
    private let site: TestSite
    private let tenant: Tenant

    init() throws {
        site = try TestSite()
        tenant = try site.tenant()
    }

    private func call(
        _ method: HTTP.Method,
        _ rest: String = "",
        as caller: TestCaller = .analyst,
        _ body: JSON? = nil,
        match: String? = nil
    ) -> TestAnswer {
        site.call(
            method,
            "/api/customers/@customer/notes\(rest)",
            as: caller,
            of: tenant,
            body: body.map { String(decoding: $0.serialised(), as: UTF8.self) },
            headers: match.map { [("If-Match", $0)] } ?? []
        )
    }

    private func texts(_ answer: TestAnswer, _ list: String = "notes") -> [String] {
        answer.json[list]?.elements?.compactMap { $0["text"]?.text } ?? []
    }

    @Test func `a note is written, changed from the version that was seen, and read again`() {
        let made = call(.post, "", ["text": "Prefers <b>indigo</b>"])
        #expect(made.status == 201)
        #expect(made.headers("etag") == ["\"1\""])
        let id = made.json["note"]?["id"]?.text ?? ""
        let changed = call(.put, "/\(id)", ["text": "Prefers blue"], match: "\"1\"")
        #expect(changed.headers("etag") == ["\"2\""])
        #expect(changed.json["note"]?["changed_by"]?["name"] == "The analyst")
        #expect(call(.get, "/\(id)", as: .viewer).json["note"] == changed.json["note"])
        #expect(texts(call(.get, as: .viewer)) == ["Prefers blue", "Calls back"])
        let customer = site.call(.get, "/api/customers/@customer", as: .viewer, of: tenant)
        #expect(customer.json["customer"]?["notes_count"] == 2)
    }

    @Test func `who saw an older version gets the present one, and nothing is overwritten`() {
        _ = call(.put, "/@note", as: .owner, ["text": "Hers"], match: "\"1\"")
        let late = call(.put, "/@note", ["text": "His"], match: "\"1\"")
        #expect(late.status == 409)
        #expect(late.headers("content-type") == ["application/problem+json"])
        #expect(late.json["note"]?["text"] == "Hers")
        #expect(late.json["note"]?["version"] == 2)
        #expect(late.json["detail"] == "The owner has changed this note meanwhile.")
        #expect(texts(call(.get)) == ["Hers"])
        let again = call(.put, "/@note", ["text": "Hers and his"], match: "\"2\"")
        #expect(again.status == 200)
    }

    @Test func `a change or a draft whose answer was lost can be sent again`() {
        _ = call(.put, "/@note", ["text": "Calls at five"], match: "\"1\"")
        let again = call(.put, "/@note", ["text": "Calls at five"], match: "\"1\"")
        #expect(again.status == 200)
        #expect(again.json["note"]?["version"] == 2)

        let draft: JSON = ["text": "New", "draft": "d-1"]
        let made = call(.post, "", draft)
        let repeated = call(.post, "", draft)
        #expect((made.status, repeated.status) == (201, 201))
        #expect(made.json["note"] == repeated.json["note"])
        #expect(texts(call(.get)) == ["New", "Calls at five"])
    }

    @Test(arguments: [nil, "1", "\"\"", "\"0\"", "*", "W/\"1\""] as [String?])
    func `a change has to say which version it is of`(match: String?) {
        #expect(call(.put, "/@note", ["text": "x"], match: match).status == 400)
    }

    @Test func `what one person writes within ten minutes is one version`() {
        for (version, text) in ["C", "Ca", "Calls"].enumerated() {
            site.clock.advance(by: .minutes(1))
            _ = call(.put, "/@note", ["text": .string(text)], match: "\"\(version + 1)\"")
        }
        _ = call(.put, "/@note", as: .owner, ["text": "Calls twice"], match: "\"4\"")
        site.clock.advance(by: .minutes(11))
        _ = call(.put, "/@note", as: .owner, ["text": "Calls thrice"], match: "\"5\"")
        let versions = call(.get, "/@note/versions", as: .viewer)
        #expect(texts(versions, "versions") == ["Calls thrice", "Calls twice", "Calls"])
        let first = call(.get, "/@note/versions?limit=1", as: .viewer)
        #expect(first.json["next_cursor"] == "6")
        let second = call(.get, "/@note/versions?limit=2&cursor=6", as: .viewer)
        #expect(texts(second, "versions") == ["Calls twice", "Calls"])
        #expect(second.json["next_cursor"] == .null)
    }

    @Test func `a removed note is gone from everywhere until it is brought back`() {
        #expect(call(.delete, "/@note").status == 200)
        #expect(call(.delete, "/@note").status == 404)
        #expect(call(.get, "/@note").status == 404)
        #expect(call(.put, "/@note", ["text": "x"], match: "\"1\"").status == 404)
        #expect(call(.get, "/@note/versions").status == 404)
        #expect(texts(call(.get)) == [])
        #expect(call(.post, "/@note/restore", [:]).status == 200)
        #expect(call(.post, "/@note/restore", [:]).status == 404)
        #expect(texts(call(.get)) == ["Calls back"])
    }

    @Test func `a note has one to ten thousand characters`() {
        #expect(call(.post, "", ["text": " \n"]).status == 422)
        let longest = String(repeating: "é", count: 10_000)
        #expect(call(.post, "", ["text": .string(longest)]).status == 201)
        #expect(call(.post, "", ["text": .string(longest + "x")]).status == 422)
    }

    @Test func `the list goes on by its cursor`() {
        for number in 1...3 { _ = call(.post, "", ["text": .string("n\(number)")]) }
        let first = call(.get, "?limit=2")
        #expect(texts(first) == ["n3", "n2"])
        let cursor = first.json["next_cursor"]?.text ?? ""
        #expect(texts(call(.get, "?limit=2&cursor=\(cursor)")) == ["n1", "Calls back"])
    }

    @Test func `the page of somebody merged away shows the notes of who they are now`() {
        let path = "/api/customers/@merged/notes"
        let answer = site.call(.get, path, as: .viewer, of: tenant)
        #expect(texts(answer) == ["Calls back"])
    }
}
