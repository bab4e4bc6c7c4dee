internal import Domain
internal import Intake
internal import JSON
internal import Storage

/// A connection as the page shows it: where to post, how to sign, how it fares.
struct ConnectionView {
    let record: ConnectionRecord
    /// The newest first.
    let secrets: [SecretRecord]
    let health: ConnectionHealth
    /// Where the install is reached from outside.
    let publicURL: String
    let now: Instant

    var json: JSON {
        let scheme = record.signatureScheme
        return [
            "id": .string(record.id.text),
            "name": .string(record.name),
            "scheme": .string(scheme?.preset?.rawValue ?? "custom"),
            "scheme_name": .string(scheme?.preset?.title ?? "Custom"),
            "url": .string(url),
            "key": .string(record.token),
            "is_default": .bool(record.isDefault),
            "accepts_unsigned": .bool(record.acceptsUnsigned),
            "paused": .bool(record.pausedAt != nil),
            "created_at": .string(record.createdAt.iso8601),
            "secrets": .array(secrets.filter { $0.isLive(at: now) }.map(\.json)),
            "health": HealthView(health, isPaused: record.pausedAt != nil, now: now).json,
            "curl": .optional(
                scheme.map { CurlCommand(url: url).signing(by: $0, now: now) }
            ),
        ]
    }

    private var url: String { publicURL + record.hookPath }
}

extension SecretRecord {
    /// Whether signatures made with it still count.
    func isLive(at now: Instant) -> Bool {
        expiresAt.map { $0 > now } ?? true
    }

    /// What may be known of it: never the secret.
    fileprivate var json: JSON {
        [
            "id": .string(id.text),
            "hint": .string("••••\(hint)"),
            "created_at": .string(createdAt.iso8601),
            "expires_at": .optional(expiresAt?.iso8601),
        ]
    }
}

extension ConnectionRecord {
    /// The path that its sender posts to.
    var hookPath: String { "/api/webhook/customer-journey/\(token)" }

    /// Nil only where the stored settings are of a version that this one does not know.
    var signatureScheme: SignatureScheme? {
        (try? JSON(parsing: Array(scheme.utf8))).flatMap { SignatureScheme(json: $0) }
    }
}
