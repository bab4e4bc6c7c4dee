internal import Domain
internal import HTTP
internal import Storage

/// Keeps those away who guess at an account's password or codes, or at many accounts' from one
/// address.
struct GuessLimit {
    private let visit: Visit
    private let address: String
    private let account: String?

    /// - Parameter account: the e-mail address that is tried; nil where none is.
    init(_ visit: Visit, account: String?) {
        self.visit = visit
        address = "address \(visit.request.remoteAddress)"
        self.account = account.map { "account \($0.trimmed.lowercased())" }
    }

    private var limits: SignInLimits { SignInLimits(database: visit.gate) }

    /// Turns away who has failed too often.
    func check() throws {
        let waits = [
            try limits.wait(for: address, under: SignInLimits.byAddress, at: visit.now),
            try account.flatMap {
                try limits.wait(for: $0, under: SignInLimits.byAccount, at: visit.now)
            },
        ]
        guard let wait = waits.compactMap(\.self).max() else { return }
        let seconds = Int(wait.components.seconds) + 1
        throw Problem.tooMany(retryAfter: seconds)
            .explained("Too many failed attempts. Try again in \(seconds) seconds.")
    }

    func noteFailure() throws(StorageError) {
        for subject in [address, account].compactMap(\.self) {
            try limits.noteFailure(id: visit.services.ids.next(), of: subject, at: visit.now)
        }
    }

    /// Forgets the account's failures, once its person is in.
    func clear() throws(StorageError) {
        if let account { try limits.clear(account) }
    }
}

extension Visit {
    /// Turns away who has too many mails sent: nobody's letter box is filled from here.
    func limit(mailsTo email: EmailAddress) throws {
        let limits = SignInLimits(database: gate)
        let subjects = ["mail \(email.text)", "mail from \(request.remoteAddress)"]
        for subject in subjects {
            let wait = try limits.wait(for: subject, under: SignInLimits.byMail, at: now)
            guard let wait else { continue }
            throw Problem.tooMany(retryAfter: Int(wait.components.seconds) + 1)
        }
        for subject in subjects {
            try limits.noteFailure(id: services.ids.next(), of: subject, at: now)
        }
    }
}
