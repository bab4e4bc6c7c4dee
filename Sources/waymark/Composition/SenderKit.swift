internal import Cryptography
internal import Domain
internal import Intake
internal import JSON
internal import Storage
internal import Web

/// What a sender has to know of a connection: where to post and how to sign.
struct SenderKit: Sendable {
    let url: String
    let path: String
    let secret: String
    let scheme: SignatureScheme

    /// The headers of a signed post.
    func headers(for body: [UInt8], id: String) -> [(name: String, value: String)] {
        let signature = scheme.sign(body, id: id, now: Program.now(), secret: SigningSecret(secret))
        return [("Content-Type", "application/json")] + (signature ?? [])
    }

    /// A command that posts one signed event, ready to be pasted into a shell.
    ///
    /// The event's name is new each time, so that pasting the command of a later start counts anew.
    func curl() -> String {
        let id = Random.alphanumerics(16)
        var fields = JSONObject()
        fields["event_id"] = .string(id)
        if case .object(let sample) = JourneySample.payload(for: .stageEntered, now: Program.now())
        {
            for member in sample.members { fields[member.name] = member.value }
        }
        let body = JSON.object(fields).serialised()
        let headers = headers(for: body, id: id)
            .map { header in "  -H '\(header.name): \(header.value)' \\\n" }
        return "curl -sS '\(url)' \\\n\(headers.joined())"
            + "  --data-raw '\(String(decoding: body, as: UTF8.self))'"
    }
}

/// The install's default connections, for the commands that post to one themselves.
struct SenderKits {
    private let program: Program
    private let database: Database
    private let box: SecretBox

    init(_ program: Program) throws(Complaint) {
        self.program = program
        database = program.database(.api)
        box = SecretBox(ring: try program.keys())
    }

    /// The kit of an organisation's default connection; nil where it has none, or its secret is
    /// over or cannot be opened.
    func find(of organisation: Organisation.ID) throws(StorageError) -> SenderKit? {
        let scope = try OwnScope(organisation, on: database)
        defer { scope.leave() }
        let store = ConnectionStore(scope)
        guard let connection = try store.list().first(where: \.isDefault) else { return nil }
        let now = Program.now()
        let secret = try store.secrets(of: connection.id)
            .first { secret in secret.expiresAt.map { end in end > now } ?? true }
        guard let secret else { return nil }
        let context = SecretContext(
            organisation: organisation,
            connection: connection.id,
            secret: secret.id
        )
        guard let text = context.open(secret.sealed, with: box),
            let settings = try? JSON(parsing: Array(connection.scheme.utf8)),
            let scheme = SignatureScheme(json: settings)
        else { return nil }
        return kit(token: connection.token, secret: text, scheme: scheme)
    }

    /// Makes the organisation's default connection with a first secret.
    func make(
        for organisation: Organisation.ID,
        ids: IdentifierSource
    ) throws(StorageError) -> SenderKit {
        let scope = try OwnScope(organisation, on: database)
        defer { scope.leave() }
        let scheme = SignatureScheme.waymark
        let secret = scheme.makeSecret()
        let connection = ConnectionRecord(
            id: ids.next(),
            name: "My shop",
            token: Random.alphanumerics(32),
            scheme: String(decoding: scheme.json.serialised(), as: UTF8.self),
            acceptsUnsigned: false,
            isDefault: true,
            createdAt: Program.now(),
            pausedAt: nil
        )
        let id: SecretRecord.ID = ids.next()
        let context = SecretContext(
            organisation: organisation,
            connection: connection.id,
            secret: id
        )
        let record = SecretRecord(
            id: id,
            sealed: context.seal(secret, with: box),
            hint: String(secret.suffix(4)),
            createdAt: Program.now(),
            expiresAt: nil
        )
        try scope.transaction { () throws(StorageError) in
            let store = ConnectionStore(scope)
            try store.add(connection)
            try store.add(record, to: connection.id)
        }
        return kit(token: connection.token, secret: secret, scheme: scheme)
    }

    private func kit(token: String, secret: String, scheme: SignatureScheme) -> SenderKit {
        let path = "/api/webhook/customer-journey/\(token)"
        let url = program.configuration.serving.url + path
        return SenderKit(url: url, path: path, secret: secret, scheme: scheme)
    }
}
