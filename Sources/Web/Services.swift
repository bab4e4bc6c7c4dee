package import Cryptography
package import Domain
package import HTTP
package import Storage

/// What all threads of the web share.
package struct Services: Sendable {
    package let ids: IdentifierSource
    package let secrets: SecretBox
    /// Where the page is reached from outside, without a slash at the end: for URLs that it shows.
    package let publicURL: String
    package let version: String
    /// Whether mails can be sent.
    package let sendsMail: Bool
    /// The file of an export; nil where it is not there.
    package let exported: @Sendable (String) -> Response.Source?
    package let clock: @Sendable () -> Instant
    /// Tells the operator of something that went wrong: what, and its particulars.
    package let report: @Sendable (String, [String: String]) -> Void
    /// What is counted and seen.
    package let sight = Sight()

    package init(
        ids: IdentifierSource,
        secrets: SecretBox,
        publicURL: String,
        version: String,
        sendsMail: Bool = false,
        exported: @escaping @Sendable (String) -> Response.Source? = { _ in nil },
        clock: @escaping @Sendable () -> Instant,
        report: @escaping @Sendable (String, [String: String]) -> Void
    ) {
        self.ids = ids
        self.secrets = secrets
        self.publicURL = publicURL
        self.version = version
        self.sendsMail = sendsMail
        self.exported = exported
        self.clock = clock
        self.report = report
    }
}
