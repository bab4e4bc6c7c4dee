internal import Cryptography
internal import Domain
internal import HTTP
internal import Storage

/// The second thing that a person signs in with: an app's code, or a recovery code.
struct SecondFactor {
    /// How a code was taken.
    enum Acceptance {
        case byApp
        case byRecoveryCode
    }

    static let recoveryCodes = 10
    private static let issuer = "Waymark"

    private let visit: Visit
    private let person: Person.ID

    init(_ visit: Visit, of person: Person.ID) {
        self.visit = visit
        self.person = person
    }

    private var store: SecondFactorStore { SecondFactorStore(database: visit.gate) }
    private var context: String { "totp_secrets/\(person.text)" }

    /// Takes a code, once; nil where it is not one, or was taken before.
    func take(_ typed: String) throws -> Acceptance? {
        if let code = RecoveryCode(typed) {
            return try store.take(recoveryCode: code.hash, of: person) ? .byRecoveryCode : nil
        }
        return try takeAppCode(typed) ? .byApp : nil
    }

    /// Takes the code of an app, once.
    func takeAppCode(_ typed: String) throws -> Bool {
        let digits = typed.filter { !$0.isWhitespace && $0 != "-" }
        guard let sealed = try store.sealedSecret(of: person),
            let step = try timeCode(sealed).step(of: digits, atSecond: visit.now.seconds)
        else { return false }
        return try store.take(step: step, of: person)
    }

    /// Makes a secret for an app; nothing is asked for until it is confirmed.
    func prepare() throws(StorageError) -> [UInt8] {
        let secret = TimeCode.newSecret()
        let sealed = visit.services.secrets.seal(secret, context: context)
        try store.keep(sealed: sealed, of: person, at: visit.now)
        return secret
    }

    /// What an app reads from a picture or a link: `otpauth://totp/Waymark:…?secret=…`.
    static func address(of secret: [UInt8], account: String) -> String {
        let label = "\(issuer):\(PercentEncoding.encode(account))"
        return "otpauth://totp/\(label)?secret=\(Base32.encode(secret))&issuer=\(issuer)"
            + "&algorithm=SHA1&digits=\(TimeCode.digits)&period=\(TimeCode.stepSeconds)"
    }

    /// New recovery codes, as they are shown once; those before them end.
    func renewCodes() throws(StorageError) -> [RecoveryCode] {
        let codes = (0..<SecondFactor.recoveryCodes).map { _ in RecoveryCode.issue() }
        try store.keep(recoveryCodes: codes.map(\.hash), of: person)
        return codes
    }

    /// Without the key that sealed it nobody signs in: letting them in would be worse.
    private func timeCode(_ sealed: String) throws -> TimeCode {
        do {
            return TimeCode(secret: try visit.services.secrets.open(sealed, context: context))
        } catch {
            visit.services.report(
                "second_factor.unopened",
                ["person": person.text, "error": String(describing: error)]
            )
            throw Problem.unexpected
        }
    }
}
