internal import Cryptography
internal import Domain
internal import HTTP
internal import JSON
internal import Storage

/// What a person keeps about themselves, and the password.
enum ProfileController {
    static func show(_ visit: Visit) throws -> Response {
        try answer(visit)
    }

    static func update(_ visit: Visit) throws -> Response {
        let person = try visit.person()
        var fields = try visit.body()
        let name = fields.text("name", atMost: 120)
        try fields.check()
        try visit.gate.transaction { () throws(StorageError) in
            try PeopleStore(database: visit.gate).update(name: name.trimmed, of: person.id)
            let entry = visit.entry(
                .profileChanged,
                .init(person),
                was: ["name": .string(person.name)],
                became: ["name": .string(name.trimmed)]
            )
            try visit.note(entry, to: visit.organisations(of: person.id))
        }
        return try answer(visit)
    }

    /// The caller's profile, as it is now.
    static func answer(_ visit: Visit) throws -> Response {
        let person = try visit.person()
        let codes = try SecondFactorStore(database: visit.gate).recoveryCodesLeft(of: person.id)
        let new = try EmailChangeStore(database: visit.gate).pending(of: person.id, at: visit.now)
        let profile: JSON = [
            "id": .string(person.id.text),
            "name": .string(person.name),
            "email": .string(person.email),
            "new_email": .optional(new),
            "created_at": .optional(person.createdAt?.iso8601),
            "totp": [
                "on": .bool(person.totpSince != nil),
                "since": .optional(person.totpSince?.iso8601),
                "recovery_codes_left": .integer(codes),
            ],
        ]
        return .json(["success": true, "profile": profile])
    }

    /// Sets a new password. Every other session ends, and this one goes on under a new token.
    static func changePassword(_ visit: Visit) throws -> Response {
        let session = try visit.session()
        var fields = try visit.body()
        let current = fields.text("current", atMost: PasswordRule.lengths.upperBound)
        let new = fields.newPassword("new", of: session.email)
        if !new.isEmpty, new == current { fields.fault("new", "another one than before") }
        try fields.check()
        let person = try visit.person(proving: current)

        let hash = PasswordHash(of: new).text
        let opening = SessionOpening(visit: visit, person: person)
        let token = try visit.gate.transaction { () throws(StorageError) in
            try PeopleStore(database: visit.gate).update(passwordHash: hash, of: person.id)
            try SessionStore(database: visit.gate).closeAll(of: person.id)
            try ResetStore(database: visit.gate).clear(of: person.id)
            let entry = visit.entry(.passwordChanged, .init(person))
            try visit.note(entry, to: visit.organisations(of: person.id))
            return try opening.begin(in: session.organisation)
        }
        return try opening.answer(token)
    }
}
