import Domain
import HTTP
import Intake
import JSON
import MariaDB
import Storage
import Support
import Testing

@testable import Web

@Suite struct TesterControllerTests {
    private let site: TestSite
    private let tenant: Tenant

    init() throws {
        site = try TestSite()
        tenant = try site.tenant()
    }

    private func sign(_ body: String) -> TestAnswer {
        site.call(.post, "/api/webhooks/sign", as: .admin, of: tenant, body: body)
    }

    @Test func `there is a sample of every kind of event, and each is valid`() throws {
        let answer = site.call(.get, "/api/webhooks/samples", as: .viewer, of: tenant)
        #expect(answer.status == 200)
        for kind in EventKind.allCases {
            let sample = try #require(answer.json["events"]?[kind.name])
            let reading = JourneyDialect.read(
                body: sample.serialised(),
                contentType: "application/json"
            )
            guard case .fact(let fact) = reading else {
                Issue.record("\(kind): \(reading)")
                continue
            }
            #expect(fact.kind == kind)
        }
    }

    static let texts = ["{}", "", "no json \u{1F30D} ' \" $HOME `id` \\ \n", "\u{0}"]

    @Test(arguments: SignatureScheme.Preset.allCases, texts)
    func `what is signed here is accepted by the connection's own scheme`(
        preset: SignatureScheme.Preset,
        text: String
    ) throws {
        let made = site.call(
            .post,
            "/api/connections",
            as: .admin,
            of: tenant,
            body: #"{"name":"a","scheme":"\#(preset.rawValue)"}"#
        )
        let id = try #require(made.json["connection"]?["id"]?.text)
        let secret = try #require(made.json["secret"]?.text)
        let body = JSON.object(["connection_id": .string(id), "body": .string(text)]).serialised()
        let answer = sign(String(decoding: body, as: UTF8.self))
        #expect(answer.status == 200, "\(answer.text)")
        let key = try #require(made.json["connection"]?["key"]?.text)
        #expect(answer.json["url"] == .string("/api/webhook/customer-journey/\(key)"))
        guard case .object(let headers) = answer.json["headers"] else {
            Issue.record("no headers: \(answer.text)")
            return
        }
        #expect(headers["Content-Type"] == "application/json")
        let verdict = preset.scheme.verify(
            headers: headers.members.map { (name: $0.name, value: $0.value.text ?? "") },
            body: Array(text.utf8),
            secrets: [SigningSecret(secret)],
            now: site.clock.now
        )
        #expect(verdict == .valid(secret: 0))
    }

    @Test func `the newest secret signs`() {
        let first = sign(#"{"connection_id":"@connection","body":"x"}"#)
        _ = site.call(
            .post,
            "/api/connections/@connection/secrets",
            as: .admin,
            of: tenant,
            body: "{}"
        )
        let second = sign(#"{"connection_id":"@connection","body":"x"}"#)
        #expect(first.json["headers"]?["X-Webhook-Signature"] != nil)
        #expect(first.json["headers"] != second.json["headers"])
    }

    @Test func `without a secret nothing is signed, and the intake has its say`() throws {
        try Database(site.database.work).execute(
            "DELETE FROM connection_secrets WHERE organisation_id = \(tenant.shop.organisation)"
        )
        let answer = sign(#"{"connection_id":"@connection","body":"{}"}"#)
        #expect(answer.json["headers"] == ["Content-Type": "application/json"])
    }

    @Test func `a secret under a key that is gone is a conflict with its remedy`() throws {
        try Database(site.database.work).execute(
            """
            UPDATE connection_secrets SET sealed = 'v1.gone.AAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAA'
            WHERE organisation_id = \(tenant.shop.organisation)
            """
        )
        let answer = sign(#"{"connection_id":"@connection","body":"{}"}"#)
        #expect(answer.status == 409)
        #expect(answer.json["detail"]?.text?.contains("Make a new secret") == true)
    }

    @Test(arguments: [
        ("{}", 422, ["connection_id: required", "body: required"]),
        (
            #"{"connection_id":7,"body":{}}"#, 422,
            ["connection_id: the id of a connection", "body: a text"]
        ),
    ]) func `all faults are told at once`(body: String, status: Int, details: [String]) {
        let answer = sign(body)
        #expect(answer.status == status)
        #expect(answer.json["details"] == .array(details.map { .string($0) }))
    }

    @Test func `an id that is none names nothing`() {
        #expect(sign(#"{"connection_id":"shop","body":""}"#).status == 404)
    }
}
