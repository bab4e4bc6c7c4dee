internal import Domain

/// Where mails go out; without a server there are only links that people pass on.
struct MailSettings: Sendable {
    let server: String
    /// Certificates of who may vouch for the server; empty for those of the system.
    let authorities: String
    let sender: String
    let user: String
    let password: String

    var isOn: Bool { !server.isEmpty }

    init(_ settings: inout SettingReader) {
        server = settings.text(
            "WAYMARK_MAIL_SERVER",
            "Mail server for invitations and forgotten passwords: `smtp://host:587` (with "
                + "STARTTLS) or `smtps://host`; unset: links only"
        )
        authorities = settings.text(
            "WAYMARK_MAIL_CA",
            "File with the certificates that may vouch for the mail server; unset: the system's"
        )
        sender = settings.text("WAYMARK_MAIL_SENDER", "Address that mails come from")
        user = settings.text("WAYMARK_MAIL_USER", "Name that the mail server wants, if any")
        password = settings.text(
            "WAYMARK_MAIL_PASSWORD",
            isSecret: true,
            "Password that goes with it"
        )
        guard isOn else { return }
        if !server.hasPrefix("smtp://") && !server.hasPrefix("smtps://") {
            settings.fault("WAYMARK_MAIL_SERVER", is: server, "not smtp://… or smtps://…")
        }
        if EmailAddress(sender) == nil, !sender.hasSuffix("@localhost") {
            settings.fault("WAYMARK_MAIL_SENDER", is: sender, "not an e-mail address")
        }
    }
}
