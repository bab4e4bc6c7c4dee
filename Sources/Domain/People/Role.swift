/// What a person may do in an organisation.
package enum Role: String, Sendable, CaseIterable {
    case owner
    case admin
    case analyst
    case viewer

    /// Whether somebody of this role may give that role, or take it away: owners every one, admins
    /// every one but the owner's.
    package func mayGrant(_ role: Role) -> Bool {
        switch self {
        case .owner: true
        case .admin: role != .owner
        case .analyst, .viewer: false
        }
    }

    /// The one of two roles that may do more.
    package static func higher(_ one: Role, _ other: Role) -> Role {
        allCases.first { $0 == one || $0 == other } ?? one
    }
}
