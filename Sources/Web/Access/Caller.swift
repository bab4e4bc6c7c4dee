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
        if case .open = access { return true }
        return switch self {
        case .person(let session, _): access.roles.contains(session.role)
        case .token(let token): access.scope.map(token.scopes.contains) ?? false
        }
    }
}
