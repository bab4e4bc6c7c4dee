/// Reads the settings one after the other and keeps a record of each: a setting is declared where
/// it is read, and nowhere else. The table of the README is the record of reading nothing.
struct SettingReader {
    /// One setting as it was declared, and what it is now.
    struct Entry {
        let name: String
        /// What holds when it is not given; empty where it has to be given or may stay unset.
        let fallback: String
        let meaning: String
        let isSecret: Bool
        let value: String
        let origin: Origin
    }

    /// Where a value comes from.
    enum Origin: String {
        case environment, file
        case fallback = "default"
    }

    private let environment: [String: String]
    private let file: [String: String]
    private(set) var entries: [Entry] = []
    private(set) var faults: [SettingFault] = []

    init(environment: [String: String], file: [String: String]) {
        self.environment = environment
        self.file = file
    }

    /// Reads a text. An empty value counts as not given.
    mutating func text(
        _ name: String,
        default fallback: String = "",
        isSecret: Bool = false,
        _ meaning: String
    ) -> String {
        let (value, origin) = look(up: name, fallback)
        entries.append(
            Entry(
                name: name,
                fallback: fallback,
                meaning: meaning,
                isSecret: isSecret,
                value: value,
                origin: origin
            )
        )
        return value
    }

    /// Reads a whole number within bounds.
    mutating func number(
        _ name: String,
        default fallback: Int,
        in bounds: ClosedRange<Int>,
        _ meaning: String
    ) -> Int {
        let value = text(name, default: String(fallback), meaning)
        if let number = Int(value), bounds.contains(number) { return number }
        fault(
            name,
            is: value,
            "not a whole number from \(bounds.lowerBound) to \(bounds.upperBound)"
        )
        return fallback
    }

    /// Reads one of a few words.
    mutating func choice<Word: RawRepresentable<String> & CaseIterable>(
        _ name: String,
        default fallback: Word,
        _ meaning: String
    ) -> Word {
        let value = text(name, default: fallback.rawValue, meaning)
        if let word = Word(rawValue: value) { return word }
        let words = Word.allCases.map(\.rawValue).joined(separator: ", ")
        fault(name, is: value, "none of: \(words)")
        return fallback
    }

    /// Reads a name that stands in SQL as an identifier.
    mutating func identifier(
        _ name: String,
        default fallback: String,
        _ meaning: String
    ) -> String {
        let value = text(name, default: fallback, meaning)
        let isPlain = value.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
                true
            default: false
            }
        }
        if isPlain, value.utf8.count <= 32 { return value }
        fault(name, is: value, "not a name of at most 32 letters, digits and underscores")
        return fallback
    }

    /// Notes that a value cannot be what it is. Secrets are named, never shown.
    mutating func fault(_ name: String, is value: String, _ reason: String) {
        let isSecret = entries.contains { entry in entry.name == name && entry.isSecret }
        let shown = isSecret ? "as it is given" : "“\(value)”"
        faults.append(SettingFault("\(name) is \(shown), which is \(reason)"))
    }

    /// Notes every given name that no setting has, with the one that was probably meant.
    mutating func refuseUnknownNames() {
        let known = entries.map(\.name)
        let given = environment.keys.filter { name in name.hasPrefix("WAYMARK_") } + file.keys
        for name in Set(given).subtracting(known).sorted() {
            let hint =
                Spelling.nearest(to: name, among: known)
                .map { nearest in "did you mean \(nearest)?" }
                ?? "`waymark settings` lists them all"
            faults.append(SettingFault("\(name) is not a setting; \(hint)"))
        }
    }

    private func look(up name: String, _ fallback: String) -> (value: String, origin: Origin) {
        if let value = environment[name], !value.isEmpty { return (value, .environment) }
        if let value = file[name], !value.isEmpty { return (value, .file) }
        return (fallback, .fallback)
    }
}
