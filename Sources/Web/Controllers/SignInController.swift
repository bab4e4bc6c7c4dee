internal import Cryptography
internal import Domain
internal import HTTP
internal import JSON
internal import Storage

/// Signing in and out, and who is signed in.
enum SignInController {
    static func signIn(_ visit: Visit) throws -> Response {
        var fields = try visit.body()
        let email = fields.text("email", atMost: 254)
        let password = fields.text("password", atMost: 1_024)
        try fields.check()
        try checkOrigin(visit.request)
        let address = "address \(visit.request.remoteAddress)"
        let account = "account \(email.trimmed.lowercased())"
        try checkLimits(visit, address: address, account: account)

        guard let person = try find(email, password, visit) else {
            let limits = SignInLimits(database: visit.gate)
            for subject in [address, account] {
                try limits.noteFailure(id: visit.services.ids.next(), of: subject, at: visit.now)
            }
            throw Problem.unauthorised.explained("E-mail address and password do not match.")
        }
        guard let home = try PeopleStore(database: visit.gate).memberships(of: person.id).first
        else {
            throw Problem.forbidden.explained("You belong to no organisation any more.")
        }
        return try open(visit, person, home)
    }

    /// A sign-in sent by another site would sign the visitor in as somebody else.
    private static func checkOrigin(_ request: Request) throws {
        let site = request.headers.first("sec-fetch-site")
        guard site == nil || site == "same-origin" || site == "none" else {
            throw Problem.forbidden.explained("This request came from another site.")
        }
    }

    private static func checkLimits(_ visit: Visit, address: String, account: String) throws {
        let limits = SignInLimits(database: visit.gate)
        let waits = [
            try limits.wait(for: address, under: SignInLimits.byAddress, at: visit.now),
            try limits.wait(for: account, under: SignInLimits.byAccount, at: visit.now),
        ]
        guard let wait = waits.compactMap(\.self).max() else { return }
        let seconds = Int(wait.components.seconds) + 1
        throw Problem.tooMany(retryAfter: seconds)
            .explained("Too many failed sign-ins. Try again in \(seconds) seconds.")
    }

    /// The same work is done for unknown people, so that time does not tell who is one.
    private static func find(
        _ email: String,
        _ password: String,
        _ visit: Visit
    ) throws -> PersonRecord? {
        let people = PeopleStore(database: visit.gate)
        let person = try EmailAddress(email).flatMap { try people.find(email: $0) }
        let hash = person.flatMap { PasswordHash($0.passwordHash) } ?? .nobodys
        guard hash.matches(password), let person else { return nil }
        if hash.isOutdated {
            try people.update(passwordHash: PasswordHash(of: password).text, of: person.id)
        }
        return person
    }

    private static func open(
        _ visit: Visit,
        _ person: PersonRecord,
        _ home: Membership
    ) throws -> Response {
        let token = SessionToken.issue()
        try SessionStore(database: visit.gate).open(
            tokenHash: token.hash,
            person: person.id,
            organisation: home.organisation,
            address: visit.request.remoteAddress,
            agent: visit.request.headers.first("user-agent") ?? "",
            at: visit.now
        )
        try SignInLimits(database: visit.gate).clear("account \(person.email)")
        let view = try view(
            of: person,
            in: home.organisation,
            csrf: token.csrf,
            visit: visit
        )
        var response = Response.json(view)
        response.headers.append(token.cookie(isSecure: visit.request.isSecure))
        return response
    }

    static func signOut(_ visit: Visit) throws -> Response {
        if case .person(_, let token) = visit.caller {
            try SessionStore(database: visit.gate).close(tokenHash: token.hash)
        }
        var response = Response.json(["success": true])
        response.headers.append(SessionToken.expiry(isSecure: visit.request.isSecure))
        return response
    }

    static func session(_ visit: Visit) throws -> Response {
        guard case .person(let session, let token) = visit.caller,
            let person = try PeopleStore(database: visit.gate).find(session.person)
        else { throw Problem.unauthorised }
        return .json(
            try view(of: person, in: session.organisation, csrf: token.csrf, visit: visit)
        )
    }

    private static func view(
        of person: PersonRecord,
        in organisation: Organisation.ID,
        csrf: String,
        visit: Visit
    ) throws -> JSON {
        let memberships = try PeopleStore(database: visit.gate).memberships(of: person.id)
        guard let record = try OrganisationStore(database: visit.gate).find(organisation),
            let role = memberships.first(where: { $0.organisation == organisation })?.role
        else { throw Problem.unauthorised }
        return [
            "success": true,
            "person": [
                "id": .string(person.id.text), "name": .string(person.name),
                "email": .string(person.email),
            ],
            "organisation": [
                "id": .string(record.id.text), "name": .string(record.name),
                "currency": .string(record.currency.code), "timeZone": .string(record.timeZone),
                "role": .string(role.rawValue),
            ],
            "organisations": .array(
                memberships.map {
                    [
                        "id": .string($0.organisation.text), "name": .string($0.name),
                        "role": .string($0.role.rawValue),
                    ]
                }
            ),
            "csrf": .string(csrf),
            "version": .string(visit.services.version),
        ]
    }
}
