package import Domain
internal import MariaDB

/// The organisation's own audit log: more is added to it, and nothing changed.
package struct OwnAudit {
    /// Which entries a list holds; what is nil lets all through.
    package struct Filter: Sendable {
        /// The first and, not included, the last of the actions' names.
        package var actions: Range<String>?
        package var actor: Person.ID?
        package var from: Instant?
        package var to: Instant?
        package var before: PageKey?

        package init() {}
    }

    /// An entry as it was kept.
    package struct Line: Sendable {
        package let id: AuditEntry.ID
        package let at: Instant
        package let action: String
        package let actorKind: String
        package let actorID: Int64?
        package let actorName: String
        package let subject: AuditEntry.Subject?
        package let was: String?
        package let became: String?
        package let address: String?
        package let requestID: String?
    }

    private let scope: OwnScope

    package init(_ scope: OwnScope) {
        self.scope = scope
    }

    package func add(_ entry: AuditEntry, id: AuditEntry.ID) throws(StorageError) {
        try scope.database.executeMany(
            """
            INSERT INTO own_audit_entries (organisation_id, id, at, action, actor, actor_id,
                actor_name, subject_kind, subject_id, subject_name, was, became, address,
                request_id)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [entry.values(in: scope.organisation, id: id)]
        )
    }

    /// Entries that match, the newest first.
    package func list(_ filter: Filter, limit: Int) throws(StorageError) -> Page<Line> {
        let rows: [Row] = try scope.database.rows(
            """
            SELECT id, at, action, actor, actor_id, actor_name, subject_kind, subject_id,
                subject_name, was, became, address, request_id
            FROM own_audit_entries
            WHERE \(fragment: condition(filter)) ORDER BY at DESC, id DESC LIMIT \(limit + 1)
            """
        )
        return Page(rows.map(OwnAudit.line), limit: limit) {
            PageKey(at: $0.at, id: $0.id.number)
        }
    }

    private func condition(_ filter: Filter) -> SQL {
        var parts: [SQL] = ["TRUE"]
        if let actor = filter.actor { parts.append("actor = 'person' AND actor_id = \(actor)") }
        if let actions = filter.actions {
            parts.append("action >= \(actions.lowerBound) AND action < \(actions.upperBound)")
        }
        if let from = filter.from { parts.append("at >= \(from)") }
        if let to = filter.to { parts.append("at < \(to)") }
        if let before = filter.before {
            parts.append("at <= \(before.at) AND (at < \(before.at) OR id < \(before.id))")
        }
        return "\(fragments: parts, separator: " AND ")"
    }

    private typealias Row = (
        AuditEntry.ID, Instant, String, String, Int64?, String, String?, Int64?, String?, String?,
        String?, String?, String?
    )

    private static func line(_ row: Row) -> Line {
        Line(
            id: row.0,
            at: row.1,
            action: row.2,
            actorKind: row.3,
            actorID: row.4,
            actorName: row.5,
            subject: row.6.map { AuditEntry.Subject($0, row.7, row.8 ?? "") },
            was: row.9,
            became: row.10,
            address: row.11,
            requestID: row.12
        )
    }
}
