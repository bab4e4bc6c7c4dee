internal import Cryptography

extension SignatureScheme {
    /// The schemes that Waymark knows by name.
    package enum Preset: String, CaseIterable, Sendable {
        case waymark
        case standard
        case stripe
        case github
        case bearer

        /// What the page calls it.
        package var title: String {
            switch self {
            case .waymark: "Waymark (X-Webhook-Signature)"
            case .standard: "Standard Webhooks"
            case .stripe: "Stripe"
            case .github: "GitHub"
            case .bearer: "Bearer token"
            }
        }

        package var scheme: SignatureScheme {
            switch self {
            case .waymark: .waymark
            case .standard: .standardWebhooks
            case .stripe: .stripe
            case .github: .github
            case .bearer: .bearer
            }
        }
    }

    /// The preset that this is, if it is one.
    package var preset: Preset? {
        Preset.allCases.first { $0.scheme == self }
    }

    /// Seed 000's: `X-Webhook-Signature: sha256=<hex of the body's HMAC>`.
    package static let waymark = SignatureScheme(
        headers: ["X-Webhook-Signature"],
        prefix: "sha256=",
        proof: .code(.sha256, .hex, over: .body)
    )

    /// Standard Webhooks 1, with the names that Svix used before it.
    package static let standardWebhooks = SignatureScheme(
        headers: ["webhook-signature", "svix-signature"],
        separator: " ",
        prefix: "v1,",
        proof: .code(.sha256, .base64, over: .idTimestampBody),
        idHeaders: ["webhook-id", "svix-id"],
        time: SignedTime(place: .header(["webhook-timestamp", "svix-timestamp"])),
        secretForm: .base64
    )

    /// Stripe's `t=…,v1=…`. Its secrets begin with `whsec_` too, but count as text.
    package static let stripe = SignatureScheme(
        headers: ["Stripe-Signature"],
        separator: ",",
        prefix: "v1=",
        proof: .code(.sha256, .hex, over: .timestampBody),
        time: SignedTime(place: .part("t="))
    )

    package static let github = SignatureScheme(
        headers: ["X-Hub-Signature-256"],
        prefix: "sha256=",
        proof: .code(.sha256, .hex, over: .body)
    )

    /// `Authorization: Bearer <secret>`, for flow tools that cannot sign.
    package static let bearer = SignatureScheme(
        headers: ["Authorization"],
        prefix: "Bearer ",
        proof: .secret
    )
}
