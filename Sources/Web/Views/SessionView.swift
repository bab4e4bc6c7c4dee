internal import Domain
internal import HTTP
internal import JSON
internal import Storage

/// Who is signed in, where, and what the page needs with every change.
struct SessionView {
    private let session: SessionRecord
    private let person: PersonRecord
    private let organisation: OrganisationRecord
    private let memberships: [Membership]
    private let csrf: String
    private let version: String

    init(_ session: SessionRecord, _ person: PersonRecord, csrf: String, _ visit: Visit) throws {
        let organisations = OrganisationStore(database: visit.gate)
        guard let organisation = try organisations.find(session.organisation) else {
            throw Problem.unauthorised
        }
        self.session = session
        self.person = person
        self.organisation = organisation
        memberships = try PeopleStore(database: visit.gate).memberships(of: person.id)
        self.csrf = csrf
        version = visit.services.version
    }

    var json: JSON {
        [
            "success": true,
            "person": [
                "id": .string(person.id.text), "name": .string(person.name),
                "email": .string(person.email), "totp": .bool(person.totpSince != nil),
            ],
            "organisation": [
                "id": .string(organisation.id.text), "name": .string(organisation.name),
                "currency": .string(organisation.currency.code),
                "time_zone": .string(organisation.timeZone),
                "role": .string(session.role.rawValue),
                "stage_names": organisation.stageNames.json,
            ],
            "organisations": .array(memberships.map(SessionView.membership)),
            "session": [
                "id": .string(session.id.text),
                "expires_at": .string(session.expiresAt.iso8601),
            ],
            "csrf": .string(csrf),
            "version": .string(version),
        ]
    }

    private static func membership(_ membership: Membership) -> JSON {
        [
            "id": .string(membership.organisation.text), "name": .string(membership.name),
            "role": .string(membership.role.rawValue),
        ]
    }
}
