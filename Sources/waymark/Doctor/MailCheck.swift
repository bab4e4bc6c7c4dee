internal import Outbound

/// Looks at the mail server, where one is set.
struct MailCheck {
    let settings: MailSettings

    func findings() -> [Finding] {
        guard settings.isOn else { return [] }
        do {
            try settings.mailServer.greet()
            return [.well("Mail", "\(settings.server) takes letters")]
        } catch {
            return [
                .ill(
                    "Mail",
                    "\(settings.server) does not: \(error.description)",
                    remedy: "Look at WAYMARK_MAIL_SERVER, _USER and _PASSWORD; WAYMARK_MAIL_CA is "
                        + "for a server whose certificate the system does not know."
                )
            ]
        }
    }
}

extension MailSettings {
    /// Where letters are handed over.
    var mailServer: MailServer {
        MailServer(
            url: server,
            authorities: authorities,
            sender: sender,
            user: user,
            password: password
        )
    }
}
