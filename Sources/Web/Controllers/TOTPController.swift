internal import Cryptography
internal import Domain
internal import HTTP
internal import JSON
internal import Storage

/// Switching the second factor on and off.
enum TOTPController {
    /// Makes a secret for an app. Sign-in does not ask for it until a code of it was seen.
    static func prepare(_ visit: Visit) throws -> Response {
        let person = try proven(visit)
        guard person.totpSince == nil else {
            throw Problem.conflict.explained("The second factor is on already.")
        }
        let secret = try SecondFactor(visit, of: person.id).prepare()
        let address = SecondFactor.address(of: secret, account: person.email)
        return .json([
            "success": true, "secret": .string(Base32.encode(secret)), "uri": .string(address),
        ])
    }

    /// Switches it on, once the app shows the right code. Other sessions, which began without it,
    /// end.
    static func confirm(_ visit: Visit) throws -> Response {
        let (session, person) = (try visit.session(), try visit.person())
        var fields = try visit.body()
        let code = fields.text("code", atMost: 20)
        try fields.check()
        let store = SecondFactorStore(database: visit.gate)
        guard person.totpSince == nil, try store.sealedSecret(of: person.id) != nil else {
            throw Problem.conflict.explained("There is no second factor to confirm.")
        }
        let limit = GuessLimit(visit, account: person.email)
        try limit.check()
        let factor = SecondFactor(visit, of: person.id)
        guard try factor.takeAppCode(code) else {
            try limit.noteFailure()
            throw Problem.unprocessable(["code: the six digits that the app shows now"])
        }
        let codes = try visit.gate.transaction { () throws(StorageError) in
            try store.switchOn(for: person.id, at: visit.now)
            try SessionStore(database: visit.gate).closeAll(of: person.id, except: session.id)
            try visit.note(visit.entry(.totpOn), to: visit.organisations(of: person.id))
            return try factor.renewCodes()
        }
        return shown(codes)
    }

    static func renewCodes(_ visit: Visit) throws -> Response {
        let person = try proven(visit)
        guard person.totpSince != nil else {
            throw Problem.conflict.explained("The second factor is not on.")
        }
        let codes = try visit.gate.transaction { () throws(StorageError) in
            try visit.note(visit.entry(.totpRecoveryCodes), to: visit.organisations(of: person.id))
            return try SecondFactor(visit, of: person.id).renewCodes()
        }
        return shown(codes)
    }

    static func end(_ visit: Visit) throws -> Response {
        let person = try proven(visit)
        try visit.gate.transaction { () throws(StorageError) in
            try SecondFactorStore(database: visit.gate).switchOff(for: person.id)
            guard person.totpSince != nil else { return }
            try visit.note(visit.entry(.totpOff), to: visit.organisations(of: person.id))
        }
        return .json(["success": true])
    }

    private static func proven(_ visit: Visit) throws -> PersonRecord {
        var fields = try visit.body()
        let password = fields.text("password", atMost: PasswordRule.lengths.upperBound)
        try fields.check()
        return try visit.person(proving: password)
    }

    private static func shown(_ codes: [RecoveryCode]) -> Response {
        .json([
            "success": true, "recovery_codes": .array(codes.map { .string($0.text) }),
        ])
    }
}
