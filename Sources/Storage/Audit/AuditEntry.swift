package import Domain

/// One line of the audit log: who did what to what, when and from where.
package struct AuditEntry: Sendable {
    package typealias ID = Identifier<AuditEntry>

    /// Who did it, by the name of that time.
    package enum Actor: Sendable {
        case person(Person.ID, name: String)
        case token(TokenRecord.ID, name: String)
        /// Somebody on the server, with `waymark` in a shell.
        case shell
        /// Somebody who is not known: a refused sign-in, say.
        case nobody

        package var kind: String {
            switch self {
            case .person: "person"
            case .token: "token"
            case .shell: "shell"
            case .nobody: "nobody"
            }
        }

        package var id: Int64? {
            switch self {
            case .person(let id, _): id.number
            case .token(let id, _): id.number
            case .shell, .nobody: nil
            }
        }

        package var name: String {
            switch self {
            case .person(_, let name), .token(_, let name): name
            case .shell, .nobody: kind
            }
        }
    }

    /// What it was done to, by the name of that time.
    package struct Subject: Sendable {
        package let kind: String
        package let id: Int64?
        package let name: String

        package init(_ kind: String, _ id: Int64?, _ name: String) {
            self.kind = kind
            self.id = id
            self.name = name
        }
    }

    package let at: Instant
    package let action: AuditAction
    package let actor: Actor
    package let subject: Subject?
    /// JSON objects with what changed, and nothing secret.
    package let was: String?
    package let became: String?
    package let address: String?
    package let requestID: String?

    package init(
        at: Instant,
        action: AuditAction,
        actor: Actor,
        subject: Subject? = nil,
        was: String? = nil,
        became: String? = nil,
        address: String? = nil,
        requestID: String? = nil
    ) {
        self.at = at
        self.action = action
        self.actor = actor
        self.subject = subject
        self.was = was
        self.became = became
        self.address = address
        self.requestID = requestID
    }
}
