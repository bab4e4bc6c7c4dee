internal import FoundationEssentials
internal import Logging
internal import Machine

/// Writes one line an event to standard error, where journald or a file keeps it:
/// `2026-01-31T12:00:00.123Z warning delivery.dead delivery=17 reason="unknown stage"`.
///
/// The message is the event's name; what varies goes into the metadata. Control characters are
/// escaped, so nobody's input can forge a line.
struct LineLogHandler: LogHandler {
    var logLevel: Logger.Level
    var metadata: Logger.Metadata = [:]
    var metadataProvider: Logger.MetadataProvider?
    private let write: @Sendable (String) -> Void

    init(
        level: Logger.Level,
        write: @escaping @Sendable (String) -> Void = { line in StandardError.write(line) }
    ) {
        logLevel = level
        self.write = write
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let time = Date.now.formatted(
            .iso8601.year().month().day()
                .timeZone(separator: .omitted).time(includingFractionalSeconds: true)
        )
        var fields = metadata
        fields.merge(metadataProvider?.get() ?? [:]) { _, new in new }
        fields.merge(event.metadata ?? [:]) { _, new in new }
        if let error = event.error { fields["error"] = "\(error)" }
        let pairs = fields.sorted { left, right in left.key < right.key }
            .map { key, value in " \(key)=\(LogText.quoted(value.description))" }
        let name = LogText.escaped(event.message.description)
        write("\(time) \(event.level) \(name)\(pairs.joined())\n")
    }
}

/// Text as it may stand in a line of the log.
enum LogText {
    /// In quotes where a reader could not tell otherwise where the value ends.
    static func quoted(_ text: String) -> String {
        let isPlain =
            !text.isEmpty
            && text.unicodeScalars.allSatisfy { scalar in
                scalar != " " && scalar != "\"" && scalar != "=" && !scalar.isControl
            }
        guard !isPlain else { return text }
        return "\""
            + escaped(text).split(separator: "\"", omittingEmptySubsequences: false)
            .joined(separator: "\\\"") + "\""
    }

    /// The database's words without what they quote out of rows: that is nobody's but the
    /// customers', and tables and columns say enough.
    static func withoutData(_ text: String) -> String {
        text.replacing(/(Duplicate entry|value:|near) '.*?'(?= (?:for|at)\b|$)/) { found in
            "\(found.1) '…'"
        }
    }

    /// Without control characters and line separators, so that a line stays one line.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case _ where scalar.isControl: result += "\\u{\(String(scalar.value, radix: 16))}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}

extension Unicode.Scalar {
    /// Control and format characters and separators of lines: what can forge or hide a line.
    fileprivate var isControl: Bool {
        switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }
}
