internal import Cryptography
internal import Domain
internal import HTTP
internal import Storage

/// The door: finds out who calls and whether they may.
struct Callers {
    let services: Services
    let gate: Database
    let now: Instant

    /// How exact "last seen" is: a session's row is not written with every request.
    private static let touchInterval = Duration.minutes(1)

    /// The caller of a request, or nil at an open endpoint for somebody unknown.
    func admit(_ request: Request, to access: Site.Access) throws -> Caller? {
        if case .open = access { return try guest(request) }
        guard let caller = try identify(request) else {
            throw Problem.unauthorised.explained("Sign in, or send an API token as a Bearer token.")
        }
        if case .person(_, let token) = caller, !request.method.isSafe {
            try guardAgainstForgery(request, token)
        }
        guard caller.may(access) else {
            throw Problem.forbidden.explained("Your role or token does not allow this.")
        }
        return caller
    }

    /// At an open door a session counts for a change only with its token: what another site sends
    /// comes from nobody.
    private func guest(_ request: Request) throws -> Caller? {
        if !request.method.isSafe { try refuseOtherSites(request) }
        // Health has to be told while the database is away, too.
        guard let caller = try? identify(request) else { return nil }
        if case .person(_, let token) = caller, !request.method.isSafe, !carries(token, request) {
            return nil
        }
        return caller
    }

    private func identify(_ request: Request) throws -> Caller? {
        if let text = request.bearer {
            guard let token = try find(text) else {
                throw Problem.unauthorised.explained("This API token is unknown, over or revoked.")
            }
            return .token(token)
        }
        guard let token = SessionToken(of: request) else { return nil }
        let sessions = SessionStore(database: gate)
        guard let session = try sessions.find(tokenHash: token.hash, at: now) else { return nil }
        if now - session.seenAt > Callers.touchInterval {
            try sessions.touch(session, tokenHash: token.hash, at: now)
        }
        return .person(session, token: token)
    }

    private func find(_ text: String) throws -> TokenRecord? {
        guard let token = APIToken(text) else { return nil }
        let directory = TokenDirectory(database: gate)
        let record = try directory.find(selector: token.id, at: now)
            .first { constantTimeEqual($0.hash, token.hash) }
        if let record, record.lastUsedAt.map({ now - $0 > Callers.touchInterval }) ?? true {
            try directory.touch(record, at: now)
        }
        return record
    }

    /// A change by a session has to come from our own page: the browser's word on where it comes
    /// from, and a token that other sites cannot read.
    private func guardAgainstForgery(_ request: Request, _ token: SessionToken) throws {
        try refuseOtherSites(request)
        guard carries(token, request) else {
            throw Problem.unproven
        }
    }

    private func refuseOtherSites(_ request: Request) throws {
        let site = request.headers.first("sec-fetch-site")
        guard site == nil || site == "same-origin" || site == "none", hasOwnOrigin(request) else {
            throw Problem.forbidden.explained("This request came from another site.")
        }
    }

    private func carries(_ token: SessionToken, _ request: Request) -> Bool {
        let sent = Array((request.headers.first("x-csrf-token") ?? "").utf8)
        return constantTimeEqual(sent, Array(token.csrf.utf8))
    }

    private func hasOwnOrigin(_ request: Request) -> Bool {
        guard let origin = request.headers.first("origin") else { return true }
        guard let host = request.headers.first("host") else { return false }
        return origin == "\(request.isSecure ? "https" : "http")://\(host)"
    }
}

extension Problem {
    /// A session's change without the token that only our own page can read.
    static let unproven = Problem.forbidden.explained("The X-CSRF-Token header is missing or old.")
}

extension Request {
    /// The token of an `Authorization: Bearer` header.
    var bearer: String? {
        guard let header = headers.first("authorization") else { return nil }
        let words = header.split(separator: " ", maxSplits: 1)
        guard words.count == 2, words[0].lowercased() == "bearer" else { return nil }
        return String(words[1])
    }
}
