internal import Domain
internal import Storage

/// Entries of the audit log as CSV (RFC 4180), for spreadsheets.
struct AuditTable {
    private let lines: [OwnAudit.Line]

    init(_ lines: [OwnAudit.Line]) {
        self.lines = lines
    }

    var csv: [UInt8] {
        let head = [
            "id", "at", "action", "by_kind", "by_id", "by_name", "address", "subject_kind",
            "subject_id", "subject_name", "before", "after", "request_id",
        ]
        var text = Array(AuditTable.row(head).utf8)
        for line in lines { text += Array(AuditTable.row(AuditTable.fields(line)).utf8) }
        return text
    }

    private static func fields(_ line: OwnAudit.Line) -> [String] {
        [
            line.id.text, line.at.iso8601, line.action, line.actorKind,
            line.actorID.map(String.init) ?? "", line.actorName, line.address ?? "",
            line.subject?.kind ?? "", line.subject?.id.map(String.init) ?? "",
            line.subject?.name ?? "", line.was ?? "", line.became ?? "", line.requestID ?? "",
        ]
    }

    private static func row(_ fields: [String]) -> String {
        fields.map(field).joined(separator: ",") + "\r\n"
    }

    /// A text that a spreadsheet would run as a formula gets an apostrophe before it.
    static func field(_ text: String) -> String {
        let isFormula = text.first.map { "=+-@\t\r".contains($0) } ?? false
        let safe = isFormula ? "'" + text : text
        guard safe.contains(where: { ",\"\r\n".contains($0) || $0 == "\r\n" }) else { return safe }
        let quoted = safe.split(separator: "\"", omittingEmptySubsequences: false)
            .joined(separator: "\"\"")
        return "\"\(quoted)\""
    }
}
