package import Cryptography
package import Domain
package import Outbound
package import Storage

/// Sends the mails that requests have left.
package struct Postman {
    /// Over two days, by the pauses between them.
    private static let mostAttempts = 12

    private let database: Database
    private let ids: IdentifierSource
    private let secrets: SecretBox
    private let server: MailServer
    private let publicURL: String
    /// Tells the operator of a mail that was not taken: its id and why.
    private let report: @Sendable (String, String) -> Void

    package init(
        database: Database,
        ids: IdentifierSource,
        secrets: SecretBox,
        server: MailServer,
        publicURL: String,
        report: @escaping @Sendable (String, String) -> Void
    ) {
        self.database = database
        self.ids = ids
        self.secrets = secrets
        self.server = server
        self.publicURL = publicURL
        self.report = report
    }

    /// One round; tells how many mails were sent.
    package func run(at now: Instant) throws(StorageError) -> Int {
        try MailStore(database: database).take(at: now)
            .count { mail throws(StorageError) in try deliver(mail, at: now) }
    }

    private func deliver(_ mail: MailRecord, at now: Instant) throws(StorageError) -> Bool {
        let store = MailStore(database: database)
        guard let letter = try letter(mail, at: now) else {
            try store.remove(mail.id)
            return false
        }
        do {
            try server.send(letter, id: mail.id.text, atSecond: now.seconds)
        } catch {
            report(mail.id.text, error.description)
            if mail.attempts + 1 >= Postman.mostAttempts { try store.remove(mail.id) }
            return false
        }
        try store.remove(mail.id)
        return true
    }

    /// What is to be sent; nil where there is nothing, because nobody has that address.
    private func letter(_ mail: MailRecord, at now: Instant) throws(StorageError) -> Letter? {
        switch mail.kind {
        case .invitation: invitation(mail)
        case .reset: try reset(mail, at: now)
        case .email: try address(mail)
        case .emailChanged: farewell(mail)
        }
    }

    private func link(of mail: MailRecord) -> String? {
        let context = MailRecord.context(of: mail.id)
        return mail.sealedLink.flatMap { try? secrets.open($0, context: context) }
            .map { String(decoding: $0, as: UTF8.self) }
    }

    /// Nothing goes to an address that is somebody's by now: a request tells nobody who that is.
    private func address(_ mail: MailRecord) throws(StorageError) -> Letter? {
        guard let link = link(of: mail), let email = EmailAddress(mail.recipient),
            try PeopleStore(database: database).find(email: email) == nil
        else { return nil }
        return Letter(
            to: mail.recipient,
            subject: "Confirm your address for Waymark",
            text: """
                Somebody, probably you, wants to sign in to Waymark as \(mail.recipient).

                Follow this link to confirm it; it is good for a day and once:

                \(link)

                If it was not you, leave it: nothing happens.
                """
        )
    }

    private func farewell(_ mail: MailRecord) -> Letter {
        Letter(
            to: mail.recipient,
            subject: "Your address for Waymark was changed",
            text: """
                You sign in to Waymark with another address than \(mail.recipient) from now on.

                If it was not you, tell an owner of your organisation at once.
                """
        )
    }

    private func invitation(_ mail: MailRecord) -> Letter? {
        guard let link = link(of: mail) else { return nil }
        let (who, place) = (mail.inviterName ?? "", mail.organisationName ?? "")
        return Letter(
            to: mail.recipient,
            subject: "\(who) invites you to \(place)",
            text: """
                \(who) invites you to \(place) on Waymark.

                Follow this link to join; it is for you alone and good once:

                \(link)

                If you did not expect this, leave it: nothing happens.
                """
        )
    }

    /// The link is made now: a request tells nobody, not by its time either, whether there is such
    /// a person.
    private func reset(_ mail: MailRecord, at now: Instant) throws(StorageError) -> Letter? {
        let people = PeopleStore(database: database)
        guard let email = EmailAddress(mail.recipient), let person = try people.find(email: email)
        else { return nil }
        let token = Random.text(bytes: 32)
        try database.transaction { () throws(StorageError) in
            try ResetStore(database: database).add(
                tokenHash: Digest.sha256.hash(Array(token.utf8)),
                for: person.id,
                by: nil,
                at: now
            )
            let subject = AuditEntry.Subject("person", person.id.number, person.name)
            let entry = AuditEntry(
                at: now,
                action: .passwordResetLink,
                actor: .nobody,
                subject: subject
            )
            let homes = try people.memberships(of: person.id).map(\.organisation)
            try AuditTrail(database: database, ids: ids).add(entry, to: homes)
        }
        return Letter(
            to: person.email,
            subject: "A new password for Waymark",
            text: """
                Somebody, probably you, asked for a new password for \(person.email).

                Follow this link to set one; it is good for a day and once:

                \(publicURL)/reset#\(token)

                If it was not you, leave it: your password stays what it is.
                """
        )
    }
}
