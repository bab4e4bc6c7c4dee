internal import Domain
internal import FoundationEssentials
internal import JSON
internal import Storage

/// What lets `serve` begin while the database is away, kept beside the spool: numbers that nobody
/// else will have, and the connections as they were last known. Their secrets are sealed here as in
/// the database.
struct StandbyFolder: Sendable {
    private static let suffix = ".reserved"
    private static let numbers = 4

    private let path: String

    /// Makes the folder where it is missing, for nobody else to look into. Where that fails, so
    /// does every writing after it, which is told then.
    init(_ path: String) {
        self.path = path
        try? FileManager.default.createDirectory(
            atPath: path,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
    }

    /// Takes one of the reserved numbers; nil where none is left. No two processes get the same.
    func takeNumber() -> Int64? {
        for (number, name) in reserved() {
            do {
                try FileManager.default.removeItem(atPath: "\(path)/\(name)")
                return number
            } catch {
                continue
            }
        }
        return nil
    }

    /// Reserves numbers for as many starts without a database as may come.
    func reserve(_ next: () throws(StorageError) -> Int64) throws {
        for _ in reserved().count..<max(StandbyFolder.numbers, reserved().count) {
            try write(Data(), to: "\(try next())\(StandbyFolder.suffix)")
        }
    }

    /// The connections as they were last known; none where that cannot be read.
    func connections() -> [InboundConnection] {
        guard let bytes = try? Data(contentsOf: URL(filePath: "\(path)/connections.json")),
            let elements = try? JSON(parsing: Array(bytes)).elements
        else { return [] }
        return elements.compactMap { InboundConnection(json: $0) }
    }

    func keep(_ connections: [InboundConnection]) throws {
        let json = JSON.array(connections.map(\.json))
        try write(Data(json.serialised()), to: "connections.json")
    }

    private func reserved() -> [(number: Int64, name: String)] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return names.filter { $0.hasSuffix(StandbyFolder.suffix) }
            .compactMap { name in
                Int64(name.dropLast(StandbyFolder.suffix.count)).map { ($0, name) }
            }
            .sorted { $0.number < $1.number }
    }

    /// Whole or not at all.
    private func write(_ data: Data, to name: String) throws {
        try data.write(to: URL(filePath: "\(path)/\(name)"), options: .atomic)
    }
}

extension InboundConnection {
    fileprivate var json: JSON {
        [
            "organisation": .string(organisation.text),
            "id": .string(id.text),
            "token": .string(token),
            "scheme": .string(scheme),
            "accepts_unsigned": .bool(acceptsUnsigned),
            "is_paused": .bool(isPaused),
            "is_default": .bool(isDefault),
            "secrets": .array(secrets.map(\.json)),
        ]
    }

    fileprivate init?(json: JSON) {
        guard let organisation = json["organisation"]?.text.flatMap({ Organisation.ID(text: $0) }),
            let id = json["id"]?.text.flatMap({ Connection.ID(text: $0) }),
            let token = json["token"]?.text, let scheme = json["scheme"]?.text,
            let acceptsUnsigned = json["accepts_unsigned"]?.flag,
            let isPaused = json["is_paused"]?.flag, let isDefault = json["is_default"]?.flag,
            let secrets = json["secrets"]?.elements
        else { return nil }
        self.init(
            organisation: organisation,
            id: id,
            token: token,
            scheme: scheme,
            acceptsUnsigned: acceptsUnsigned,
            isPaused: isPaused,
            isDefault: isDefault,
            secrets: secrets.compactMap { Secret(json: $0) }
        )
    }
}

extension InboundConnection.Secret {
    fileprivate var json: JSON {
        [
            "id": .string(String(id)),
            "sealed": .string(sealed),
            "expires_at": .optional(expiresAt.map { String($0.microseconds) }),
        ]
    }

    fileprivate init?(json: JSON) {
        guard let id = json["id"]?.text.flatMap({ Int64($0) }), let sealed = json["sealed"]?.text
        else { return nil }
        let expiresAt = json["expires_at"]?.text.flatMap { Int64($0) }
        self.init(
            id: id,
            sealed: sealed,
            expiresAt: expiresAt.map { Instant(microseconds: $0) }
        )
    }
}
