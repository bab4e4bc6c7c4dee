package import Domain
internal import MariaDB

/// A mail that is to be sent.
package struct MailRecord: Sendable {
    package typealias ID = Identifier<MailRecord>

    package enum Kind: String, Sendable {
        /// Asks somebody in.
        case invitation
        /// Sets a forgotten password, where the address is somebody's.
        case reset
        /// Confirms a new address, where it is nobody's.
        case email
        /// Tells the address before it that there is a new one.
        case emailChanged = "email_changed"
    }

    package let id: ID
    package let kind: Kind
    package let recipient: String
    /// The link, sealed; nil for resets, whose link is made when they are sent, and without one.
    package let sealedLink: String?
    package let organisationName: String?
    package let inviterName: String?
    /// How often it was tried.
    package let attempts: Int

    package init(
        id: ID,
        kind: Kind,
        recipient: String,
        sealedLink: String? = nil,
        organisationName: String? = nil,
        inviterName: String? = nil,
        attempts: Int = 0
    ) {
        self.id = id
        self.kind = kind
        self.recipient = recipient
        self.sealedLink = sealedLink
        self.organisationName = organisationName
        self.inviterName = inviterName
        self.attempts = attempts
    }

    /// What the seal of a mail's link is bound to.
    package static func context(of id: ID) -> String { "mails/\(id.text)" }
}

/// Mails on their way out: a request leaves one here and does not wait for a mail server.
package struct MailStore {
    /// Grows with each attempt: a mail server that is away is asked less and less often.
    private static let pause = Duration.minutes(1)
    private static let batch = 10

    private let database: Database

    package init(database: Database) {
        self.database = database
    }

    package func add(_ mail: MailRecord, at now: Instant) throws(StorageError) {
        try database.execute(
            """
            INSERT INTO mails (id, kind, recipient, sealed_link, organisation_name, inviter_name,
                created_at, available_at)
            VALUES (\(mail.id), \(mail.kind.rawValue), \(mail.recipient), \(mail.sealedLink),
                \(mail.organisationName), \(mail.inviterName), \(now), \(now))
            """
        )
    }

    /// Takes mails that are due; nobody else takes them until their next attempt is due.
    package func take(at now: Instant) throws(StorageError) -> [MailRecord] {
        try database.transaction { () throws(StorageError) in
            let mails = try due(at: now)
            for mail in mails {
                let next = now + MailStore.pause * (1 << mail.attempts)
                try database.execute(
                    """
                    UPDATE mails SET attempts = attempts + 1, available_at = \(next)
                    WHERE id = \(mail.id)
                    """
                )
            }
            return mails
        }
    }

    private func due(at now: Instant) throws(StorageError) -> [MailRecord] {
        let rows: [(MailRecord.ID, String, String, String?, String?, String?, Int)] =
            try database.rows(
                """
                SELECT id, kind, recipient, sealed_link, organisation_name, inviter_name, attempts
                FROM mails WHERE available_at <= \(now)
                ORDER BY available_at LIMIT \(MailStore.batch) FOR UPDATE SKIP LOCKED
                """
            )
        return rows.compactMap { row in
            MailRecord.Kind(rawValue: row.1).map {
                MailRecord(
                    id: row.0,
                    kind: $0,
                    recipient: row.2,
                    sealedLink: row.3,
                    organisationName: row.4,
                    inviterName: row.5,
                    attempts: row.6
                )
            }
        }
    }

    /// Forgets a mail that was sent, or is given up.
    package func remove(_ id: MailRecord.ID) throws(StorageError) {
        try database.execute("DELETE FROM mails WHERE id = \(id)")
    }
}
