internal import Domain
internal import Storage

extension Site {
    /// What a caller has to be to be let in: with the list of routes, the whole of who may what.
    package enum Access: Sendable, CaseIterable {
        /// Anybody.
        case open
        /// Any signed-in person, for what is their own.
        case person
        /// Somebody who may look.
        case read
        /// Somebody who may change what is in the journey.
        case write
        /// Somebody who may take whole lists away.
        case export
        /// A person who manages the organisation: connections, members, tokens, settings.
        case manage
        /// An owner in person.
        case own

        /// The roles of people that are enough.
        var roles: Set<Role> {
            switch self {
            case .open, .person, .read: Set(Role.allCases)
            case .write, .export: [.owner, .admin, .analyst]
            case .manage: [.owner, .admin]
            case .own: [.owner]
            }
        }

        /// What a program's token has to be good for; nil where none is let in.
        var scope: TokenRecord.Scope? {
            switch self {
            case .read: .read
            case .write: .write
            case .export: .export
            case .open, .person, .manage, .own: nil
            }
        }
    }
}
