package import Domain
internal import MariaDB

/// Writes the audit log where no organisation was entered: at sign-in, by a link, in the shell.
package struct AuditTrail {
    /// Where refused sign-ins of unknown addresses go.
    package static let nowhere = Organisation.ID(0)

    private let database: Database
    private let ids: IdentifierSource

    package init(database: Database, ids: IdentifierSource) {
        self.database = database
        self.ids = ids
    }

    /// Adds an entry to the log of each organisation that it concerns.
    package func add(
        _ entry: AuditEntry,
        to organisations: [Organisation.ID]
    ) throws(StorageError) {
        try database.executeMany(
            """
            INSERT INTO audit_entries (organisation_id, id, at, action, actor, actor_id,
                actor_name, subject_kind, subject_id, subject_name, was, became, address,
                request_id)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            organisations.map { entry.values(in: $0, id: ids.next()) }
        )
    }
}

extension AuditEntry {
    /// The values of a row, in the order in which both ways into the table name its columns.
    func values(in organisation: Organisation.ID, id: ID) -> [any SQLValue] {
        [
            organisation, id, at, action.rawValue, actor.kind, actor.id,
            actor.name.clipped(to: 254), subject?.kind, subject?.id,
            subject?.name.clipped(to: 254), was?.clipped(to: 4_000), became?.clipped(to: 4_000),
            address, requestID,
        ]
    }
}
