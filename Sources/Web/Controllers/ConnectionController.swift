internal import Cryptography
internal import Domain
internal import HTTP
internal import Intake
internal import JSON
internal import Storage

/// Where senders post to, and how they prove who they are.
enum ConnectionController {
    static func list(_ visit: Visit) throws -> Response {
        let connections = try ConnectionStore(visit.scope()).list()
        return .json([
            "success": true, "connections": .array(try views(of: connections, visit)),
        ])
    }

    static func show(_ visit: Visit) throws -> Response {
        let connection = try ConnectionStore(visit.scope()).require(visit.id())
        return .json(["success": true, "connection": try view(of: connection, visit)])
    }

    static func create(_ visit: Visit) throws -> Response {
        var fields = try visit.body()
        let name = fields.text("name", atMost: 120)
        let scheme = fields.scheme()
        let acceptsUnsigned = fields.flag("accepts_unsigned") ?? false
        let given = fields.secret(of: scheme)
        try fields.check()
        guard let scheme else { throw Problem.unprocessable(["scheme: required"]) }

        let connection = ConnectionRecord(
            id: visit.services.ids.next(),
            name: name,
            token: Random.alphanumerics(32),
            scheme: String(decoding: scheme.json.serialised(), as: UTF8.self),
            acceptsUnsigned: acceptsUnsigned,
            isDefault: false,
            createdAt: visit.now,
            pausedAt: nil
        )
        let secret = given ?? scheme.makeSecret()
        let scope = try visit.scope()
        let sealed = SecretRecord(
            sealing: secret,
            of: connection.id,
            in: scope.organisation,
            visit.services,
            visit.now
        )
        try scope.transaction { () throws(StorageError) in
            try ConnectionStore(scope).add(connection)
            try ConnectionStore(scope).add(sealed, to: connection.id)
            let became = settings(of: connection)
            try visit.note(
                visit.entry(.connectionMade, .init(connection), became: became),
                in: scope
            )
        }
        return .json(
            [
                "success": true, "connection": try view(of: connection, visit),
                "secret": .string(secret),
            ],
            status: 201
        )
    }

    static func update(_ visit: Visit) throws -> Response {
        let scope = try visit.scope()
        let store = ConnectionStore(scope)
        var connection = try store.require(visit.id())
        let was = settings(of: connection)
        var fields = try visit.body()
        let name = fields.optionalText("name", atMost: 120)
        let acceptsUnsigned = fields.flag("accepts_unsigned")
        let paused = fields.flag("paused")
        try fields.check()

        connection.name = name ?? connection.name
        connection.acceptsUnsigned = acceptsUnsigned ?? connection.acceptsUnsigned
        if let paused, paused != (connection.pausedAt != nil) {
            connection.pausedAt = paused ? visit.now : nil
        }
        try scope.transaction { () throws(StorageError) in
            try store.update(connection)
            let became = settings(of: connection)
            guard was != became else { return }
            let entry = visit.entry(
                .connectionChanged,
                .init(connection),
                was: was,
                became: became
            )
            try visit.note(entry, in: scope)
        }
        return .json(["success": true, "connection": try view(of: connection, visit)])
    }

    /// What of a connection may be changed, for the audit log.
    private static func settings(of connection: ConnectionRecord) -> JSON {
        [
            "name": .string(connection.name),
            "accepts_unsigned": .bool(connection.acceptsUnsigned),
            "paused": .bool(connection.pausedAt != nil),
        ]
    }

    /// A connection as answers show it.
    static func view(of connection: ConnectionRecord, _ visit: Visit) throws -> JSON {
        try views(of: [connection], visit)[0]
    }

    private static func views(of connections: [ConnectionRecord], _ visit: Visit) throws -> [JSON] {
        let scope = try visit.scope()
        let ids = connections.map(\.id)
        let secrets = try ConnectionStore(scope).secrets(of: ids)
        let healths = try ConnectionHealthReport(scope).healths(of: ids, at: visit.now)
        return connections.map { connection in
            ConnectionView(
                record: connection,
                secrets: secrets[connection.id] ?? [],
                health: healths[connection.id] ?? ConnectionHealth(),
                publicURL: visit.services.publicURL,
                now: visit.now
            ).json
        }
    }
}

extension ConnectionStore {
    /// The connection, which is not found where it is another organisation's.
    func require(_ id: Connection.ID) throws -> ConnectionRecord {
        guard let connection = try find(id) else { throw Problem.notFound }
        return connection
    }
}

extension Fields {
    /// The scheme that a new connection is to have.
    fileprivate mutating func scheme() -> SignatureScheme? {
        let names = SignatureScheme.Preset.allCases.map(\.rawValue).joined(separator: ", ")
        return requiredValue("scheme", "one of \(names)") {
            $0.text.flatMap { SignatureScheme.Preset(rawValue: $0)?.scheme }
        }
    }

    /// A secret that the sender has already; nil where one is to be made.
    mutating func secret(of scheme: SignatureScheme?) -> String? {
        guard let secret = value("secret", "a text", \.text) else { return nil }
        if let reason = scheme?.fault(ofSecret: secret) { fault("secret", reason) }
        return secret
    }
}
