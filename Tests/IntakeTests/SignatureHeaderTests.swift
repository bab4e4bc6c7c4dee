import Domain
import Intake
import Testing

/// Shapes of signature headers as senders and proxies really make them.
struct SignatureHeaderTests {
    private static let now = Instant(seconds: 1_800_000_000)
    private static let body = Array("{}".utf8)
    private static let secret = SigningSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    private static let zeroes = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="

    private static func signature(_ scheme: SignatureScheme) -> String {
        scheme.sign(body, id: "m", now: now, secret: secret)?.last?.value ?? ""
    }

    private static func verdict(_ scheme: SignatureScheme, _ headers: [(String, String)]) -> Verdict
    {
        scheme.verify(
            headers: headers.map { (name: $0.0, value: $0.1) },
            body: body,
            secrets: [secret],
            now: now
        )
    }

    @Test(
        arguments: [
            ("SIG", .valid(secret: 0)),
            ("v1,\(zeroes) SIG", .valid(secret: 0)),
            ("SIG v1,\(zeroes)", .valid(secret: 0)),
            ("v1a,\(zeroes)  v2,x nonsense , v1, v1,*** SIG", .valid(secret: 0)),
            ("  SIG  ", .valid(secret: 0)),
            ("v2,SIG", .mismatch), ("v1,\(zeroes)", .mismatch), ("", .mismatch), (" ", .mismatch),
            ("V1,\(zeroes)", .mismatch), ("v1", .mismatch), ("v1,", .mismatch),
            ("SIG,SIG", .mismatch),
        ] as [(String, Verdict)]
    )
    func `Standard Webhooks takes any of several signatures`(header: String, verdict: Verdict) {
        let value = header.replacing("SIG", with: Self.signature(.standardWebhooks))
        let headers = [
            ("Webhook-Id", "m"), ("WEBHOOK-TIMESTAMP", "1800000000"), ("webhook-signature", value),
        ]
        #expect(Self.verdict(.standardWebhooks, headers) == verdict)
    }

    @Test(
        arguments: [
            ("t=1800000000,v1=SIG", .valid(secret: 0)),
            ("t=1800000000, v1=00, v1=SIG, v0=zz", .valid(secret: 0)),
            ("v1=SIG,t=1800000000", .valid(secret: 0)),
            ("t=1800000000,v0=SIG", .mismatch), ("t=1800000000", .mismatch),
            ("t=1800000001,v1=SIG", .mismatch), ("t=01800000000,v1=SIG", .mismatch),
            ("v1=SIG", .missing(header: "Stripe-Signature")),
            ("t=1800000000,t=1800000000,v1=SIG", .ambiguous(header: "Stripe-Signature")),
            ("", .missing(header: "Stripe-Signature")),
        ] as [(String, Verdict)]
    )
    func `Stripe's header is read part by part`(header: String, verdict: Verdict) {
        let signature = Self.signature(.stripe).split(separator: "v1=").last ?? ""
        let value = header.replacing("SIG", with: signature)
        #expect(Self.verdict(.stripe, [("stripe-signature", value)]) == verdict)
    }

    @Test(
        arguments: [
            ("sha256=SIG", .valid(secret: 0)), ("SIG", .mismatch), ("sha256=", .mismatch),
            ("sha1=SIG", .mismatch), ("sha256=SIG,sha256=SIG", .mismatch),
            ("sha256=SIG00", .mismatch),
            ("sha256= SIG", .mismatch), ("", .mismatch),
        ] as [(String, Verdict)]
    )
    func `a single signature stands alone behind its prefix`(header: String, verdict: Verdict) {
        let signature = Self.signature(.waymark).dropFirst("sha256=".count)
        let value = header.replacing("SIG", with: signature)
        #expect(Self.verdict(.waymark, [("X-WEBHOOK-SIGNATURE", value)]) == verdict)
        let shouted = header.replacing("SIG", with: signature.uppercased())
        #expect(Self.verdict(.waymark, [("X-WEBHOOK-SIGNATURE", shouted)]) == verdict)
    }

    @Test(
        arguments: [
            ("Bearer SECRET", .valid(secret: 0)), ("bearer SECRET", .valid(secret: 0)),
            ("SECRET", .mismatch), ("Basic SECRET", .mismatch), ("Bearer", .mismatch),
            ("Bearer SECRETx", .mismatch), ("Bearer Bearer SECRET", .mismatch),
            ("Bearer ", .mismatch),
        ] as [(String, Verdict)]
    )
    func `a bearer shows the secret itself`(header: String, verdict: Verdict) {
        let value = header.replacing("SECRET", with: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
        #expect(Self.verdict(.bearer, [("authorization", value)]) == verdict)
    }

    @Test func `both names of a header are read as the first one`() {
        let value = Self.signature(.standardWebhooks)
        let genuine = [
            ("webhook-id", "m"), ("webhook-timestamp", "1800000000"), ("webhook-signature", value),
        ]
        let echoes = [("svix-id", "x"), ("svix-timestamp", "0"), ("svix-signature", "x")]
        #expect(Self.verdict(.standardWebhooks, echoes + genuine) == .valid(secret: 0))
    }

    @Test func `the message's id is the one that was signed`() {
        let scheme = SignatureScheme.standardWebhooks
        #expect(scheme.messageID(in: [("Svix-Id", " m ")]) == "m")
        #expect(scheme.messageID(in: [("webhook-id", "a"), ("webhook-id", "b")]) == nil)
        #expect(scheme.messageID(in: []) == nil)
        #expect(SignatureScheme.github.messageID(in: [("webhook-id", "m")]) == nil)
    }
}
