package import Domain
internal import MariaDB

/// Something that is done to many customers, or with them, by the background.
package struct BulkJob: Sendable {
    package typealias ID = Identifier<BulkJob>

    package enum Kind: String, CaseIterable, Sendable {
        case tag
        case untag
        case export
    }

    package enum State: String, CaseIterable, Sendable {
        case waiting
        case running
        case done
        case failed
        case cancelled

        package var hasEnded: Bool { self != .waiting && self != .running }
    }

    package enum Format: String, CaseIterable, Sendable {
        case csv
        case json
    }

    /// Who asked for it, by the name of that time.
    package struct Maker: Sendable {
        package let kind: String
        package let id: Int64
        package let name: String

        package init(kind: String, id: Int64, name: String) {
            self.kind = kind
            self.id = id
            self.name = name
        }
    }

    /// How far it is.
    package struct Progress: Hashable, Sendable {
        /// How many were looked at.
        package var seen = 0
        package var changed = 0
        /// How many there are, as far as that was known when it was made.
        package var total: ListCount?

        package init(total: ListCount? = nil) {
            self.total = total
        }
    }

    /// The file that an export ended with.
    package struct File: Hashable, Sendable {
        package let name: String
        package let bytes: Int
        package let expiresAt: Instant

        package init(name: String, bytes: Int, expiresAt: Instant) {
            self.name = name
            self.bytes = bytes
            self.expiresAt = expiresAt
        }
    }

    package let organisation: Organisation.ID
    package let id: ID
    package let kind: Kind
    package var state = State.waiting
    package let maker: Maker
    package var tag: String?
    package var format: Format?
    /// The list's query in words of its address, where it is about a list.
    package var query: String?
    /// The job that it takes back.
    package var undoes: ID?
    package var progress = Progress()
    package var reason: String?
    package let createdAt: Instant
    package var startedAt: Instant?
    package var endedAt: Instant?
    package var file: File?

    package init(
        organisation: Organisation.ID,
        id: ID,
        kind: Kind,
        maker: Maker,
        createdAt: Instant
    ) {
        self.organisation = organisation
        self.id = id
        self.kind = kind
        self.maker = maker
        self.createdAt = createdAt
    }
}

/// Whom a job is about.
package enum BulkSubject: Sendable {
    /// Everybody in a list.
    case list(CustomerFilter, sort: CustomerSort, isDescending: Bool)
    case chosen([Customer.ID])
    /// Whomever another job has changed.
    case changed(by: BulkJob.ID)
}

extension BulkJob {
    typealias Row = (
        Organisation.ID, ID, String, String, String, Int64, String, String?, String?, String?, ID?,
        Int, Int, Int?, String?, String?, Instant, Instant?, Instant?, String?, Int?, Instant?
    )

    /// The columns of `Row`.
    static let columns: SQL = """
        organisation_id, id, kind, state, actor, actor_id, actor_name, tag, format, query, undoes,
        seen, changed, total, total_is, reason, created_at, started_at, ended_at, file, bytes,
        expires_at
        """

    /// Nil where the row is of a later version's kind.
    init?(_ row: Row) {
        guard let kind = Kind(rawValue: row.2), let state = State(rawValue: row.3) else {
            return nil
        }
        self.init(
            organisation: row.0,
            id: row.1,
            kind: kind,
            maker: Maker(kind: row.4, id: row.5, name: row.6),
            createdAt: row.16
        )
        self.state = state
        tag = row.7
        format = row.8.flatMap(Format.init)
        query = row.9
        undoes = row.10
        progress.seen = row.11
        progress.changed = row.12
        if let total = row.13, let certainty = row.14.flatMap(ListCount.Certainty.init) {
            progress.total = ListCount(total, certainty)
        }
        reason = row.15
        startedAt = row.17
        endedAt = row.18
        if let name = row.19, let bytes = row.20, let expiry = row.21 {
            file = File(name: name, bytes: bytes, expiresAt: expiry)
        }
    }
}
