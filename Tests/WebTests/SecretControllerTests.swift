import Domain
import HTTP
import JSON
import Support
import Testing

@testable import Web

@Suite struct SecretControllerTests {
    private let site: TestSite
    private let tenant: Tenant

    init() throws {
        site = try TestSite()
        tenant = try site.tenant()
    }

    private func rotate(_ body: String) -> TestAnswer {
        site.call(.post, "/api/connections/@connection/secrets", as: .admin, of: tenant, body: body)
    }

    private func remove(_ name: String) -> TestAnswer {
        site.call(
            .delete,
            "/api/connections/@connection/secrets/\(name)",
            as: .admin,
            of: tenant
        )
    }

    /// When each of the connection's live secrets ends, the newest first.
    private var ends: [JSON] {
        let answer = site.call(.get, "/api/connections/@connection", as: .viewer, of: tenant)
        let secrets = answer.json["connection"]?["secrets"]?.elements ?? []
        return secrets.compactMap { $0["expires_at"] }
    }

    @Test func `old secrets still count for a day`() throws {
        let answer = rotate("{}")
        #expect(answer.status == 201, "\(answer.text)")
        #expect(answer.json["secret"]?.text?.utf8.count == 64)
        let end = JSON.string((site.clock.now + .hours(24)).iso8601)
        #expect(ends == [.null, end, end])
        #expect(answer.json["connection"]?["secrets"]?.elements?.count == 3)
    }

    @Test(arguments: [(0, 1), (1, 3), (720, 3)])
    func `for how long is the admin's choice`(hours: Int, live: Int) {
        #expect(rotate(#"{"expire_old_in_hours":\#(hours)}"#).status == 201)
        #expect(ends.count == live)
        #expect(ends.first == .null)
    }

    @Test func `a second rotation does not make the first secrets live longer`() {
        _ = rotate(#"{"expire_old_in_hours":1}"#)
        let first = ends.last
        _ = rotate(#"{"expire_old_in_hours":48}"#)
        #expect(ends.last == first)
        #expect(ends.count == 4)
    }

    @Test func `a sender that makes its own secret brings it along`() {
        let answer = rotate(#"{"secret":"whsec_made_by_the_sender","expire_old_in_hours":0}"#)
        #expect(answer.json["secret"] == "whsec_made_by_the_sender")
        let hint = answer.json["connection"]?["secrets"]?.elements?.first?["hint"]
        #expect(hint == "••••nder")
    }

    @Test(arguments: [
        (
            #"{"expire_old_in_hours":-1,"secret":"short"}"#,
            [
                "expire_old_in_hours: a whole number from 0 to 720",
                "secret: must have 16 to 255 characters, without blanks around them",
            ]
        ),
        (
            #"{"expire_old_in_hours":721}"#,
            ["expire_old_in_hours: a whole number from 0 to 720"]
        ),
        (
            #"{"expire_old_in_hours":1.5}"#,
            ["expire_old_in_hours: a whole number from 0 to 720"]
        ),
    ]) func `all faults are told at once and nothing changes`(
        body: String,
        details: [String]
    ) {
        let answer = rotate(body)
        #expect(answer.status == 422)
        #expect(answer.json["details"] == .array(details.map { .string($0) }))
        #expect(ends == [.null, .null])
    }

    @Test func `a secret ends at once, but not the last one`() {
        #expect(remove("@old_secret").status == 200)
        #expect(ends.count == 1)
        #expect(remove("@old_secret").status == 404)
        let last = remove("@secret")
        #expect(last.status == 409)
        #expect(last.json["detail"]?.text?.contains("last secret") == true)
        #expect(ends.count == 1)
    }

    @Test func `a connection that takes unsigned posts may lose its last secret`() {
        _ = site.call(
            .patch,
            "/api/connections/@connection",
            as: .admin,
            of: tenant,
            body: #"{"accepts_unsigned":true}"#
        )
        #expect(remove("@old_secret").status == 200)
        #expect(remove("@secret").status == 200)
        #expect(ends.isEmpty)
    }
}
