import HTTP
import JSON
import Storage
import Support
import Testing

@testable import Web

@Suite struct AuditExportTests {
    private let site: TestSite
    private let tenant: Tenant

    init() throws {
        site = try TestSite()
        tenant = try site.tenant()
    }

    private func export(_ query: String) -> TestAnswer {
        site.call(.get, "/api/audit/export?\(query)", as: .admin, of: tenant)
    }

    private func rename(_ name: String) {
        site.call(
            .patch,
            "/api/connections/@connection",
            as: .owner,
            of: tenant,
            body: #"{"name":"\#(name)"}"#
        )
    }

    @Test func `the table has a line for each entry, quoted where it has to be`() {
        rename("Till, the first")
        let answer = export("format=csv&action=connection")
        #expect(answer.headers("content-type") == ["text/csv; charset=utf-8"])
        let disposition = answer.headers("content-disposition").first ?? ""
        #expect(disposition.hasPrefix("attachment; filename=\"audit-"))
        let lines = answer.text.split(separator: "\r\n")
        #expect(lines.count == 2)
        #expect(lines[0].hasPrefix("id,at,action,by_kind,by_id,by_name,address,"))
        #expect(lines[1].contains(",connection.changed,person,"))
        #expect(lines[1].contains(#""{""name"":""Till, the first"","#))
    }

    @Test func `JSON holds what the list holds`() {
        rename("Till")
        let list = site.call(.get, "/api/audit", as: .admin, of: tenant)
        let answer = export("format=json")
        #expect(answer.json["entries"] == list.json["entries"])
        #expect(answer.headers("link").isEmpty)
    }

    @Test func `taking the log away is written into it`() {
        #expect(export("format=csv").status == 200)
        let list = site.call(.get, "/api/audit?action=audit", as: .admin, of: tenant)
        #expect(list.json["entries"]?.elements?.count == 1)
    }

    @Test func `another format there is not`() {
        #expect(export("format=xml").status == 400)
    }
}
