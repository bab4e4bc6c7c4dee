internal import Domain
internal import JSON
internal import Storage

/// An entry of the audit log as answers show it.
struct AuditView {
    private let line: OwnAudit.Line

    init(_ line: OwnAudit.Line) {
        self.line = line
    }

    var json: JSON {
        [
            "id": .string(line.id.text),
            "at": .string(line.at.iso8601),
            "action": .string(line.action),
            "by": [
                "kind": .string(line.actorKind), "id": .optional(line.actorID.map(String.init)),
                "name": .string(line.actorName),
            ],
            "address": .optional(line.address),
            "subject": .optional(line.subject.map(AuditView.subject)),
            "before": AuditView.values(line.was),
            "after": AuditView.values(line.became),
            "request_id": .optional(line.requestID),
        ]
    }

    private static func subject(_ subject: AuditEntry.Subject) -> JSON {
        [
            "kind": .string(subject.kind), "id": .optional(subject.id.map(String.init)),
            "name": .string(subject.name),
        ]
    }

    /// What was too long to be kept whole is no JSON any more, and shown as the text that it is.
    private static func values(_ text: String?) -> JSON {
        guard let text else { return .null }
        return (try? JSON(parsing: Array(text.utf8))) ?? .string(text)
    }
}
