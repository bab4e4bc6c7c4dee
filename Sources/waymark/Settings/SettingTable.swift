/// The settings for people to read: all of them with defaults and meanings, or as they are now.
enum SettingTable {
    /// The table of the README.
    static var markdown: String {
        var reader = SettingReader(environment: [:], file: [:])
        _ = Configuration(&reader)
        let rows = reader.entries.map { entry in
            let fallback = entry.fallback.isEmpty ? "" : "`\(entry.fallback)`"
            return "| `\(entry.name)` | \(fallback) | \(entry.meaning) |"
        }
        return (["| setting | default | meaning |", "|---|---|---|"] + rows).joined(separator: "\n")
    }

    /// The settings as they are now, secrets masked, with where each comes from.
    static func current(_ entries: [SettingReader.Entry]) -> String {
        let width = entries.map(\.name.count).max() ?? 0
        return entries.map { entry in
            let name = entry.name + String(repeating: " ", count: width - entry.name.count)
            return "\(name)  \(shown(entry))  (\(entry.origin.rawValue))"
        }
        .joined(separator: "\n")
    }

    private static func shown(_ entry: SettingReader.Entry) -> String {
        switch (entry.value.isEmpty, entry.isSecret) {
        case (true, _): "–"
        case (false, true): "••••••••"
        case (false, false): entry.value
        }
    }
}
