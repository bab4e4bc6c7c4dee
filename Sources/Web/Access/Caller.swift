internal import Domain
internal import Storage

/// Who is calling.
enum Caller {
    /// A person by their session.
    case person(SessionRecord, token: SessionToken)
    /// A program by its API token.
    case token(TokenRecord)

    var organisation: Organisation.ID {
        switch self {
        case .person(let session, _): session.organisation
        case .token(let token): token.organisation
        }
    }

    /// Whether this caller may come in there at all.
    func may(_ access: Site.Access) -> Bool {
        switch (self, access) {
        case (_, .open): true
        case (.person, .read), (.person, .person): true
        case (.person(let session, _), .write): session.role != .viewer
        case (.person(let session, _), .manage): session.role == .owner || session.role == .admin
        case (.token(let token), .read): token.scopes.contains(.read)
        case (.token(let token), .write): token.scopes.contains(.write)
        case (.token, .person), (.token, .manage): false
        }
    }
}
