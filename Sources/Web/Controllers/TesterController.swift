internal import Cryptography
internal import Domain
internal import HTTP
internal import Intake
internal import JSON
internal import Storage

/// Helps the page to send test webhooks the way any sender does.
enum TesterController {
    /// A payload of each kind of event.
    static func samples(_ visit: Visit) throws -> Response {
        let events = EventKind.allCases.map { kind in
            JSONObject.Member(kind.name, JourneySample.payload(for: kind, now: visit.now))
        }
        return .json(["success": true, "events": .object(JSONObject(events))])
    }

    /// Signs a text with a connection's newest secret; the page posts it from where it is.
    static func sign(_ visit: Visit) throws -> Response {
        var fields = try visit.body()
        let id: Connection.ID? = fields.requiredValue(
            "connection_id",
            "the id of a connection"
        ) { $0.text.map { Connection.ID(text: $0) ?? Connection.ID(0) } }
        let body = fields.requiredValue("body", "a text", \.text)
        try fields.check()
        guard let id, let body else { throw Problem.unprocessable() }

        let connection = try ConnectionStore(visit.scope()).require(id)
        let signed = try headers(for: Array(body.utf8), of: connection, visit)
        let command = CurlCommand(url: visit.services.publicURL + connection.hookPath)
        let all = [(name: "Content-Type", value: "application/json")] + signed
        return .json([
            "success": true,
            "url": .string(connection.hookPath),
            "headers": .object(JSONObject(all.map { .init($0.name, .string($0.value)) })),
            "curl": .string(command.posting(body, headers: signed)),
        ])
    }

    /// None where the connection has no secret: the intake says what it thinks of that.
    private static func headers(
        for body: [UInt8],
        of connection: ConnectionRecord,
        _ visit: Visit
    ) throws -> [(name: String, value: String)] {
        let scope = try visit.scope()
        let newest = try ConnectionStore(scope).secrets(of: connection.id)
            .first { $0.isLive(at: visit.now) }
        guard let newest else { return [] }
        let context = SecretContext(
            organisation: scope.organisation,
            connection: connection.id,
            secret: newest.id
        )
        guard let secret = context.open(newest.sealed, with: visit.services.secrets) else {
            visit.services.report("secret.unopened", ["secret": newest.id.text])
            throw Problem.conflict.explained(
                "This server has not the key for the connection's secret. Make a new secret."
            )
        }
        let id = "msg_\(Random.alphanumerics(24))"
        return connection.signatureScheme?
            .sign(body, id: id, now: visit.now, secret: SigningSecret(secret)) ?? []
    }
}
