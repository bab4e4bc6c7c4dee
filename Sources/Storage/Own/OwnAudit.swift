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
    package func page(
        _ filter: Filter,
        _ request: PageRequest
    ) throws(StorageError) -> ListPage<Line> {
        let ids = try ListReader(
            database: scope.database,
            stretches: [stretch(filter)],
            isDescending: true
        ).page(request)
        return ids.map(try lines(ids.items))
    }

    /// Along the person's own entries, or else along all.
    private func stretch(_ filter: Filter) -> Stretch {
        var (range, filters): ([SQL], [SQL]) = ([], [])
        if let actor = filter.actor {
            range.append("actor_id = \(actor)")
            filters.append("actor = 'person'")
        }
        if let actions = filter.actions {
            filters.append("action >= \(actions.lowerBound) AND action < \(actions.upperBound)")
        }
        if let from = filter.from { range.append("at >= \(from)") }
        if let to = filter.to { range.append("at < \(to)") }
        return Stretch(
            rows: "own_audit_entries",
            key: "at",
            id: "id",
            ranges: [.all(range)],
            filters: filters
        )
    }

    private func lines(_ ids: [Int64]) throws(StorageError) -> [Line] {
        try ids.inParts { some throws(StorageError) in
            let rows: [Row] = try scope.database.rows(
                """
                SELECT id, at, action, actor, actor_id, actor_name, subject_kind, subject_id,
                    subject_name, was, became, address, request_id
                FROM own_audit_entries WHERE id IN \(anyOf: some)
                ORDER BY at DESC, id DESC
                """
            )
            return rows.map(OwnAudit.line)
        }
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
