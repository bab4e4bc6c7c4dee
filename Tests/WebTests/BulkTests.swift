import Domain
import HTTP
import JSON
import MariaDB
import Support
import Testing

@testable import Web

/// Jobs for many customers, as people ask for them; what becomes of them is the work's.
@Suite struct BulkTests {
    private let site: TestSite
    private let tenant: Tenant

    init() throws {
        site = try TestSite()
        tenant = try site.tenant()
    }

    private func post(_ path: String, _ body: String, as caller: TestCaller = .analyst)
        -> TestAnswer
    {
        site.call(.post, path, as: caller, of: tenant, body: body)
    }

    @Test func `a job says what it will do, to whom, and who asked`() throws {
        let made = post(
            "/api/customers/bulk",
            #"{"action":"tag","tag":" VIP ","query":{"q":"ama","sort":"name","stage":""}}"#
        )
        #expect(made.status == 202, "\(made.text)")
        let job = try #require(made.json["job"])
        #expect(job["kind"] == "tag")
        #expect(job["state"] == "waiting")
        #expect(job["tag"] == "VIP")
        #expect(job["query"] == "q=ama&sort=name")
        #expect(job["total"] == ["value": 1, "is": "exact"])
        #expect(job["by"]?["name"] == "The analyst")
        #expect(job["file"] == .null)
        let path = "/api/jobs/\(job["id"]?.text ?? "")"
        let found = site.call(.get, path, as: .viewer, of: tenant)
        #expect(found.json["job"] == job)
        let audit = site.call(.get, "/api/audit?action=customers", as: .owner, of: tenant)
        let entry = audit.json["entries"]?.elements?.first
        #expect(entry?["action"] == "customers.tagged")
        #expect(entry?["after"]?["query"] == "q=ama&sort=name")
    }

    @Test(arguments: [
        (#"{}"#, ["action", "tag", "ids"]),
        (#"{"action":"delete","tag":"","ids":[]}"#, ["action", "tag", "ids"]),
        (#"{"action":"tag","tag":"x","ids":["1"],"query":{}}"#, ["ids"]),
        (#"{"action":"tag","tag":"x","query":"stage=purchase"}"#, ["query"]),
        (#"{"action":"tag","tag":"x","query":{"stage":5}}"#, ["query"]),
        (
            #"{"action":"untag","tag":"x","query":{"stages":"purchase","order":"up"}}"#,
            ["query.stages", "query.order"]
        ),
    ]) func `every fault is told at once, and nothing begins`(body: String, names: [String]) {
        let answer = post("/api/customers/bulk", body)
        #expect(answer.status == 422)
        let details = answer.json["details"]?.elements?.compactMap(\.text) ?? []
        #expect(details.map { String($0.split(separator: ":")[0]) } == names, "\(details)")
    }

    @Test func `customers who were merged are meant by those who stayed`() throws {
        let body = #"{"ids":["@merged","@customer"],"format":"json"}"#
        let made = post("/api/customers/export", body)
        #expect(made.status == 202, "\(made.text)")
        #expect(made.json["job"]?["total"] == ["value": 1, "is": "exact"])
    }

    @Test func `a job is cancelled once`() {
        let path = "/api/jobs/@tagging/cancel"
        #expect(post(path, "{}").json["job"]?["state"] == "cancelled")
        #expect(post(path, "{}").status == 409)
    }

    @Test func `what a job changed is taken back once, by a job of its own`() throws {
        let undo = post("/api/jobs/@tagged/undo", "{}")
        let job = try #require(undo.json["job"])
        #expect(job["kind"] == "untag")
        #expect(job["undoes"]?.text == tenant.names["tagged"])
        #expect(post("/api/jobs/@tagged/undo", "{}").status == 409)
        #expect(post("/api/jobs/@tagging/undo", "{}").status == 409)
        #expect(post("/api/jobs/@export/undo", "{}").status == 409)
    }

    @Test func `the newest jobs come first, by kind and state, page by page`() throws {
        func list(_ query: String) -> TestAnswer {
            site.call(.get, "/api/jobs?\(query)", as: .viewer, of: tenant)
        }
        func ids(_ answer: TestAnswer) -> [String] {
            answer.json["jobs"]?.elements?.compactMap { $0["id"]?.text } ?? []
        }
        let names = ["export", "tagged", "tagging"].compactMap { tenant.names[$0] }
        #expect(ids(list("")) == names)
        #expect(ids(list("kind=export")) == [names[0]])
        #expect(ids(list("state=waiting")) == [names[2]])
        let first = list("limit=2")
        let next = try #require(first.json["next_cursor"]?.text)
        #expect(ids(list("limit=2&cursor=\(next)")) == [names[2]])
        let faulty = list("kind=x&state=y&cursor=z&limit=0")
        #expect(faulty.status == 400)
        #expect(faulty.json["details"]?.elements?.count == 4)
    }

    @Test func `a file is sent under its name, as long as it is kept, and noted`() throws {
        let file = site.call(.get, "/api/jobs/@export/file", as: .exporter, of: tenant)
        #expect(file.status == 200)
        #expect(String(decoding: file.sent, as: UTF8.self) == "of file.csv")
        #expect(file.headers("content-type") == ["text/csv; charset=utf-8"])
        let disposition = file.headers("content-disposition").first ?? ""
        #expect(disposition.hasPrefix("attachment; filename=\"customers-"))
        let audit = site.call(.get, "/api/audit?action=export", as: .owner, of: tenant)
        #expect(audit.json["entries"]?.elements?.count == 1)
        #expect(site.call(.get, "/api/jobs/@tagged/file", as: .owner, of: tenant).status == 404)
        site.clock.advance(by: .days(8))
        let late = site.call(.get, "/api/jobs/@export/file", as: .exporter, of: tenant)
        #expect(late.status == 404)
        let job = site.call(.get, "/api/jobs/@export", as: .program, of: tenant)
        #expect(job.json["job"]?["file"]?["url"] == .null)
    }

    @Test func `so many jobs wait and no more`() {
        for _ in 0..<19 {
            #expect(post("/api/customers/export", #"{"query":{}}"#).status == 202)
        }
        #expect(post("/api/customers/export", #"{"query":{}}"#).status == 409)
    }
}
