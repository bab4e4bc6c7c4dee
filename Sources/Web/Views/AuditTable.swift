internal import CSV
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
        return ([head] + lines.map(AuditTable.fields)).flatMap { CSVLine($0).bytes }
    }

    private static func fields(_ line: OwnAudit.Line) -> [String] {
        [
            line.id.text, line.at.iso8601, line.action, line.actorKind,
            line.actorID.map(String.init) ?? "", line.actorName, line.address ?? "",
            line.subject?.kind ?? "", line.subject?.id.map(String.init) ?? "",
            line.subject?.name ?? "", line.was ?? "", line.became ?? "", line.requestID ?? "",
        ]
    }
}
