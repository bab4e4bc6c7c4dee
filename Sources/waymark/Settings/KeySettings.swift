internal import Cryptography

/// The keys under which secrets are sealed in the database. They are never in the database.
struct KeySettings: Sendable {
    /// The first one seals; all of them open. Nil where none is given.
    let ring: KeyRing?

    init(_ settings: inout SettingReader) {
        let name = "WAYMARK_KEYS"
        let text = settings.text(
            name,
            isSecret: true,
            "Keys that seal stored secrets, `name:64 hex digits`, separated by commas; the first "
                + "seals, all open. Make one with `openssl rand -hex 32`"
        )
        let parts = text.split(separator: ",")
        let keys = parts.compactMap { part in Self.key(part) }
        ring = keys.first.map { current in KeyRing(current: current, old: Array(keys.dropFirst())) }
        if keys.count < parts.count || Set(keys.map(\.id)).count < keys.count {
            settings.fault(
                name,
                is: text,
                "not a list of name:64 hex digits with a different name each"
            )
        }
    }

    private static func key(_ text: Substring) -> KeyRing.Key? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let bytes = Hex.decode(parts[1]) else { return nil }
        return KeyRing.Key(id: String(parts[0]), bytes: bytes)
    }
}
