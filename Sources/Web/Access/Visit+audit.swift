internal import Domain
internal import HTTP
internal import JSON
internal import Storage

extension Visit {
    /// An entry for the audit log about what this request did.
    ///
    /// - Parameters:
    ///   - was: what there was before, and nothing secret.
    ///   - became: what there is now.
    func entry(
        _ action: AuditAction,
        _ subject: AuditEntry.Subject? = nil,
        was: JSON? = nil,
        became: JSON? = nil,
        by actor: AuditEntry.Actor? = nil
    ) -> AuditEntry {
        AuditEntry(
            at: now,
            action: action,
            actor: actor ?? self.actor,
            subject: subject,
            was: was?.line,
            became: became?.line,
            address: request.remoteAddress,
            requestID: request.id
        )
    }

    /// Who calls, as what they write is signed.
    var author: Author {
        switch actor {
        case .person(let person, let name): Author(person: person, name: name)
        case .token, .shell, .nobody: Author(person: nil, name: actor.name)
        }
    }

    private var actor: AuditEntry.Actor {
        switch caller {
        case .person(let session, _): .person(session.person, name: session.personName)
        case .token(let token): .token(token.id, name: token.name)
        case nil: .nobody
        }
    }

    /// Adds an entry to the log of the caller's organisation: in the transaction, where there is
    /// one, that did what it tells of.
    func note(_ entry: AuditEntry, in scope: OwnScope) throws(StorageError) {
        try OwnAudit(scope).add(entry, id: services.ids.next())
    }

    /// Adds an entry to the logs of organisations that were not entered.
    func note(_ entry: AuditEntry, to organisations: [Organisation.ID]) throws(StorageError) {
        try AuditTrail(database: gate, ids: services.ids).add(entry, to: organisations)
    }
}

extension AuditEntry.Subject {
    init(_ person: PersonRecord) {
        self.init("person", person.id.number, person.name)
    }

    init(_ member: MemberRecord) {
        self.init("person", member.person.number, member.name)
    }

    init(_ invitation: InvitationRecord) {
        self.init("invitation", invitation.id.number, invitation.email ?? "by link")
    }

    init(_ token: TokenRecord) {
        self.init("token", token.id.number, token.name)
    }

    init(_ customer: CustomerSummary) {
        self.init("customer", customer.id.number, customer.name ?? customer.externalID ?? "")
    }

    /// A customer by the name that their page shows.
    init(_ customer: Customer.ID, in scope: OwnScope) throws(StorageError) {
        guard let summary = try CustomerReport(scope).list([customer]).first else {
            self.init("customer", customer.number, "")
            return
        }
        self.init(summary)
    }

    init(_ connection: ConnectionRecord) {
        self.init("connection", connection.id.number, connection.name)
    }
}

extension AuditEntry.Actor {
    init(_ person: PersonRecord) {
        self = .person(person.id, name: person.name)
    }
}

extension JSON {
    /// The value as text, for a column.
    fileprivate var line: String { String(decoding: serialised(), as: UTF8.self) }
}
