internal import Domain
internal import HTTP
internal import Storage

/// Signs somebody in: a new session, its cookie, and the answer that a page begins with.
struct SessionOpening {
    let visit: Visit
    let person: PersonRecord

    /// Where the person is to be: where they were last, or else the first by name.
    func home() throws -> Membership {
        let memberships = try PeopleStore(database: visit.gate).memberships(of: person.id)
        let last = memberships.first { $0.organisation == person.lastOrganisation }
        guard let home = last ?? memberships.first else {
            throw Problem.forbidden.explained("You belong to no organisation any more.")
        }
        return home
    }

    /// Opens a session under a new token; the one that the browser had before ends.
    func begin(in organisation: Organisation.ID) throws(StorageError) -> SessionToken {
        let token = SessionToken.issue()
        let sessions = SessionStore(database: visit.gate)
        if let old = SessionToken(of: visit.request) { try sessions.close(tokenHash: old.hash) }
        let opening = SessionStore.Opening(
            id: visit.services.ids.next(),
            tokenHash: token.hash,
            person: person.id,
            organisation: organisation,
            address: visit.request.remoteAddress,
            agent: visit.request.headers.first("user-agent") ?? ""
        )
        try sessions.open(opening, at: visit.now)
        return token
    }

    /// Gives the browser what it now has.
    func answer(_ token: SessionToken) throws -> Response {
        let sessions = SessionStore(database: visit.gate)
        guard let session = try sessions.find(tokenHash: token.hash, at: visit.now) else {
            throw Problem.unauthorised
        }
        var response = Response.json(
            try SessionView(session, person, csrf: token.csrf, visit).json
        )
        response.headers.append(token.cookie(isSecure: visit.request.isSecure))
        return response
    }
}
