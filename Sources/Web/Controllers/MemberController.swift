internal import Domain
internal import HTTP
internal import JSON
internal import Storage

/// Who belongs to the organisation, and what each may do.
///
/// An admin neither makes owners nor touches them; the last owner stays one.
enum MemberController {
    static func list(_ visit: Visit) throws -> Response {
        let session = try visit.session()
        let members = try MemberStore(visit.scope()).list()
        return .json([
            "success": true,
            "members": .array(members.map { MemberView($0, for: session).json }),
        ])
    }

    static func update(_ visit: Visit) throws -> Response {
        let (scope, session) = (try visit.scope(), try visit.session())
        var member = try present(visit)
        var fields = try visit.body()
        let role = fields.role()
        try fields.check()
        guard let role else { throw Problem.unprocessable(["role: required"]) }
        guard session.role.mayGrant(role), session.role.mayGrant(member.role) else {
            throw Problem.forbidden.explained("Only owners make owners, or make them less.")
        }
        let before = member.role
        member.role = role
        guard before != role else { return try shown(member, session) }
        let isDone = try scope.transaction { () throws(StorageError) in
            let store = MemberStore(scope)
            let owners = try store.lockOwners()
            guard role == .owner || hasOtherOwner(owners, than: member) else { return false }
            try store.update(role: role, of: member.person)
            let entry = visit.entry(
                .memberRoleChanged,
                .init(member),
                was: ["role": .string(before.rawValue)],
                became: ["role": .string(role.rawValue)]
            )
            try visit.note(entry, in: scope)
            return true
        }
        guard isDone else { throw lastOwner }
        return try shown(member, session)
    }

    static func remove(_ visit: Visit) throws -> Response {
        let (scope, session) = (try visit.scope(), try visit.session())
        let member = try present(visit)
        guard session.role.mayGrant(member.role) else {
            throw Problem.forbidden.explained("Only owners remove owners.")
        }
        let isDone = try scope.transaction { () throws(StorageError) in
            let store = MemberStore(scope)
            guard hasOtherOwner(try store.lockOwners(), than: member) else { return false }
            try store.remove(member.person, at: visit.now)
            let was: JSON = ["role": .string(member.role.rawValue)]
            try visit.note(visit.entry(.memberRemoved, .init(member), was: was), in: scope)
            return true
        }
        guard isDone else { throw lastOwner }
        return .json([
            "success": true, "member": MemberView(member, for: session).json,
            "restorable_until": .string((visit.now + MemberStore.regret).iso8601),
        ])
    }

    /// Takes a removal back, with everything as it was.
    static func restore(_ visit: Visit) throws -> Response {
        let (scope, session) = (try visit.scope(), try visit.session())
        let store = MemberStore(scope)
        guard let member = try store.find(visit.id()), member.removedAt != nil else {
            throw Problem.notFound
        }
        guard session.role.mayGrant(member.role) else {
            throw Problem.forbidden.explained("Only owners make owners.")
        }
        let isDone = try scope.transaction { () throws(StorageError) in
            guard try store.restore(member.person, at: visit.now) else { return false }
            let became: JSON = ["role": .string(member.role.rawValue)]
            try visit.note(visit.entry(.memberRestored, .init(member), became: became), in: scope)
            return true
        }
        guard isDone else { throw Problem.notFound }
        return try shown(member, session)
    }

    private static func present(_ visit: Visit) throws -> MemberRecord {
        guard let member = try MemberStore(visit.scope()).find(visit.id()),
            member.removedAt == nil
        else { throw Problem.notFound }
        return member
    }

    private static func hasOtherOwner(_ owners: [Person.ID], than member: MemberRecord) -> Bool {
        owners != [member.person]
    }

    private static var lastOwner: Problem {
        .conflict.explained("This is the last owner: make somebody else an owner first.")
    }

    private static func shown(_ member: MemberRecord, _ session: SessionRecord) throws -> Response {
        .json(["success": true, "member": MemberView(member, for: session).json])
    }
}
