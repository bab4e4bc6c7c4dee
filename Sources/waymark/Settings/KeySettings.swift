/// The keys under which secrets are sealed in the database. They are never in the database.
struct KeySettings: Sendable {
    /// One key and the name by which sealed texts refer to it.
    struct Key: Sendable {
        let id: String
        let bytes: [UInt8]
    }

    /// The first one seals; all of them open.
    let ring: [Key]

    init(_ settings: inout SettingReader) {
        let name = "WAYMARK_KEYS"
        let text = settings.text(
            name,
            isSecret: true,
            "Keys that seal stored secrets, `name:64 hex digits`, separated by commas; the first "
                + "seals, all open. Make one with `openssl rand -hex 32`"
        )
        let parts = text.split(separator: ",")
        ring = parts.compactMap { part in Key(part) }
        if ring.count < parts.count || Set(ring.map(\.id)).count < ring.count {
            settings.fault(
                name,
                is: text,
                "not a list of name:64 hex digits with a different name each"
            )
        }
    }
}

extension KeySettings.Key {
    fileprivate init?(_ text: Substring) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, parts[1].utf8.count == 64 else { return nil }
        let digits = parts[1].compactMap(\.hexDigitValue)
        guard digits.count == 64 else { return nil }
        id = String(parts[0])
        bytes = stride(from: 0, to: 64, by: 2).map { at in UInt8(digits[at] * 16 + digits[at + 1]) }
    }
}
