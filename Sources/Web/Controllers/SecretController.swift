internal import Domain
internal import HTTP
internal import Intake
internal import JSON
internal import Storage

/// The secrets that a connection's sender signs with.
enum SecretController {
    /// How long the secrets before a new one still count, unless the caller says otherwise.
    private static let overlapHours = 24

    /// Makes a new secret, or takes the one that the sender has already made; it is shown once.
    static func create(_ visit: Visit) throws -> Response {
        let scope = try visit.scope()
        let store = ConnectionStore(scope)
        let connection = try store.require(visit.id())
        guard let scheme = connection.signatureScheme else {
            throw Problem.conflict.explained("This connection's scheme is not known here.")
        }
        var fields = try visit.body()
        let hours = fields.integer("expire_old_in_hours", in: 0...720) ?? overlapHours
        let given = fields.secret(of: scheme)
        try fields.check()

        let secret = given ?? scheme.makeSecret()
        let sealed = SecretRecord(
            sealing: secret,
            of: connection.id,
            in: scope.organisation,
            visit.services,
            visit.now
        )
        try scope.transaction { () throws(StorageError) in
            try store.expireSecrets(of: connection.id, at: visit.now + .hours(hours))
            try store.add(sealed, to: connection.id)
            let became: JSON = ["hint": .string(sealed.hint)]
            try visit.note(visit.entry(.secretMade, .init(connection), became: became), in: scope)
        }
        return .json(
            [
                "success": true, "secret": .string(secret),
                "connection": try ConnectionController.view(of: connection, visit),
            ],
            status: 201
        )
    }

    /// Ends a secret at once.
    static func remove(_ visit: Visit) throws -> Response {
        let scope = try visit.scope()
        let store = ConnectionStore(scope)
        let connection = try store.require(visit.id())
        let id: SecretRecord.ID = try visit.id("secret")
        let live = try store.secrets(of: connection.id).filter { $0.isLive(at: visit.now) }
        guard live.map(\.id) != [id] || connection.acceptsUnsigned else {
            throw Problem.conflict.explained(
                "This is the connection's last secret: make a new one first."
            )
        }
        let isDone = try scope.transaction { () throws(StorageError) in
            guard try store.remove(id, of: connection.id) else { return false }
            try visit.note(visit.entry(.secretRemoved, .init(connection)), in: scope)
            return true
        }
        guard isDone else { throw Problem.notFound }
        return .json(["success": true])
    }
}

extension SecretRecord {
    /// A new secret, sealed for the row that it will be kept in.
    init(
        sealing secret: String,
        of connection: Connection.ID,
        in organisation: Organisation.ID,
        _ services: Services,
        _ now: Instant
    ) {
        let id: ID = services.ids.next()
        let context = SecretContext(organisation: organisation, connection: connection, secret: id)
        self.init(
            id: id,
            sealed: context.seal(secret, with: services.secrets),
            hint: String(secret.suffix(4)),
            createdAt: now,
            expiresAt: nil
        )
    }
}
