internal import Domain
internal import HTTP
internal import JSON
internal import Storage

/// Who is signed in and where, and the browsers in which they are.
enum SessionController {
    static func show(_ visit: Visit) throws -> Response {
        .json(try view(try visit.session(), try visit.person(), visit))
    }

    static func signOut(_ visit: Visit) throws -> Response {
        if case .person(let session, let token) = visit.caller {
            try SessionStore(database: visit.gate).close(tokenHash: token.hash)
            try visit.note(visit.entry(.sessionClosed), to: [session.organisation])
        }
        var response = Response.json(["success": true])
        response.headers.append(SessionToken.expiry(isSecure: visit.request.isSecure))
        return response
    }

    /// Goes on in another of the person's organisations.
    static func move(_ visit: Visit) throws -> Response {
        guard case .person(let session, let token) = visit.caller else {
            throw Problem.unauthorised
        }
        var fields = try visit.body()
        let target = fields.requiredValue("organisation_id", "the id of an organisation") {
            $0.text.flatMap { Organisation.ID(text: $0) }
        }
        try fields.check()
        let homes = try visit.organisations(of: session.person)
        guard let target, homes.contains(target) else { throw Problem.notFound }

        let sessions = SessionStore(database: visit.gate)
        try sessions.move(tokenHash: token.hash, to: target)
        try PeopleStore(database: visit.gate).update(lastOrganisation: target, of: session.person)
        try visit.note(visit.entry(.sessionSwitched), to: [target])
        guard let moved = try sessions.find(tokenHash: token.hash, at: visit.now) else {
            throw Problem.unauthorised
        }
        return .json(try view(moved, try visit.person(), visit))
    }

    private static func view(
        _ session: SessionRecord,
        _ person: PersonRecord,
        _ visit: Visit
    ) throws -> JSON {
        guard case .person(_, let token) = visit.caller else { throw Problem.unauthorised }
        return try SessionView(session, person, csrf: token.csrf, visit).json
    }

    static func list(_ visit: Visit) throws -> Response {
        let own = try visit.session()
        let sessions = try SessionList(database: visit.gate).list(of: own.person, at: visit.now)
        return .json([
            "success": true,
            "sessions": .array(sessions.map { BrowserView($0, isCurrent: $0.id == own.id).json }),
        ])
    }

    /// Signs out in another browser.
    static func end(_ visit: Visit) throws -> Response {
        let own = try visit.session()
        let id: SessionRecord.ID = try visit.id()
        guard id != own.id else {
            throw Problem.conflict.explained("This is the session you are in: sign out instead.")
        }
        guard try SessionStore(database: visit.gate).close(id, of: own.person) else {
            throw Problem.notFound
        }
        try visit.note(visit.entry(.sessionEnded), to: [own.organisation])
        return .json(["success": true])
    }

    /// Signs out everywhere else.
    static func endOthers(_ visit: Visit) throws -> Response {
        let own = try visit.session()
        let ended = try SessionStore(database: visit.gate).closeAll(of: own.person, except: own.id)
        let entry = visit.entry(.sessionEnded, became: ["ended": .integer(ended)])
        if ended > 0 { try visit.note(entry, to: [own.organisation]) }
        return .json(["success": true, "ended": .integer(ended)])
    }
}
