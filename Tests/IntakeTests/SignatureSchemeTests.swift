import Domain
import Intake
import Testing

struct SignatureSchemeTests {
    typealias Preset = SignatureScheme.Preset

    private let body = Array(#"{"customer_id":"12345"}"#.utf8)
    private let now = Instant(seconds: 1_800_000_000)

    private func signed(_ scheme: SignatureScheme, by secret: String, at time: Instant? = nil)
        throws -> [(name: String, value: String)]
    {
        let secret = SigningSecret(secret)
        return try #require(scheme.sign(body, id: "msg_1", now: time ?? now, secret: secret))
    }

    @Test(arguments: Preset.allCases)
    func `what a preset signs with its own secret it verifies`(preset: Preset) throws {
        let secret = preset.scheme.makeSecret()
        let headers = try signed(preset.scheme, by: secret)
        let verdict = preset.scheme.verify(
            headers: [("content-type", "application/json")] + headers,
            body: body,
            secrets: [SigningSecret(secret)],
            now: now
        )
        #expect(verdict == .valid(secret: 0))
        #expect(preset.scheme.fault(ofSecret: secret) == nil)
        #expect(secret != preset.scheme.makeSecret())
    }

    @Test(arguments: [
        (Preset.waymark, ["X-Webhook-Signature"], ["sha256="]),
        (
            .standard, ["webhook-id", "webhook-timestamp", "webhook-signature"],
            ["msg_1", "18", "v1,"]
        ),
        (.stripe, ["Stripe-Signature"], ["t=1800000000,v1="]),
        (.github, ["X-Hub-Signature-256"], ["sha256="]),
        (.bearer, ["Authorization"], ["Bearer "]),
    ])
    func `a preset signs with the headers of its senders`(
        preset: Preset,
        names: [String],
        beginnings: [String]
    ) throws {
        let headers = try signed(preset.scheme, by: preset.scheme.makeSecret())
        #expect(headers.map(\.name) == names)
        for (header, beginning) in zip(headers, beginnings) {
            #expect(header.value.hasPrefix(beginning))
        }
    }

    @Test(arguments: Preset.allCases)
    func `either of two live secrets signs, an expired one no longer`(preset: Preset) throws {
        let scheme = preset.scheme
        let (old, new) = (scheme.makeSecret(), scheme.makeSecret())
        let headers = try signed(scheme, by: old)
        func verdict(oldEnds: Instant) -> Verdict {
            let secrets = [SigningSecret(new), SigningSecret(old, expiresAt: oldEnds)]
            return scheme.verify(headers: headers, body: body, secrets: secrets, now: now)
        }
        #expect(verdict(oldEnds: now + .microseconds(1)) == .valid(secret: 1))
        #expect(verdict(oldEnds: now) == .mismatch)
        #expect(scheme.verify(headers: headers, body: body, secrets: [], now: now) == .mismatch)
    }

    @Test(
        arguments: [Preset.standard, .stripe],
        [
            (0, .valid(secret: 0)), (300, .valid(secret: 0)), (-300, .valid(secret: 0)),
            (301, .outsideTolerance(seconds: 301)), (-301, .outsideTolerance(seconds: -301)),
            (86_400 * 365, .outsideTolerance(seconds: 86_400 * 365)),
        ] as [(Int64, Verdict)]
    )
    func `a replay is refused beyond five minutes`(preset: Preset, age: (Int64, Verdict)) throws {
        let secret = preset.scheme.makeSecret()
        let time = now - .seconds(age.0)
        let headers = try signed(preset.scheme, by: secret, at: time)
        let secrets = [SigningSecret(secret)]
        let verdict = preset.scheme.verify(headers: headers, body: body, secrets: secrets, now: now)
        #expect(verdict == age.1)
    }

    @Test(arguments: Preset.allCases)
    func `an empty secret signs nothing and verifies nothing`(preset: Preset) throws {
        let empty = SigningSecret("")
        let signature = preset.scheme.sign(body, id: "m", now: now, secret: empty)
        #expect(signature?.isEmpty == nil)
        let headers = try signed(preset.scheme, by: preset.scheme.makeSecret())
        let verdict = preset.scheme.verify(headers: headers, body: body, secrets: [empty], now: now)
        #expect(verdict == .mismatch)
    }

    @Test func `who forges the time as well learns nothing about it`() throws {
        let secret = SignatureScheme.stripe.makeSecret()
        let headers = try signed(.stripe, by: secret, at: now - .days(2))
        let renewed = headers[0].value.replacing("t=1799827200", with: "t=1800000000")
        #expect(renewed != headers[0].value)
        let verdict = SignatureScheme.stripe.verify(
            headers: [("Stripe-Signature", renewed)],
            body: body,
            secrets: [SigningSecret(secret)],
            now: now
        )
        #expect(verdict == .mismatch)
    }
}
