import Domain
import Intake
import JSON
import Testing

struct SignatureSettingsTests {
    /// Klaviyo's content and a header of its own for the time: nothing of it is a preset's.
    private static let settings: JSON = [
        "headers": ["X-Signature", "X-Old-Signature"],
        "prefix": "s:",
        "id_headers": ["X-Id"],
        "secret_form": "base64",
        "separator": ";",
        "code": [
            "algorithm": "sha512", "encoding": "base64url", "content": "a{body}{timestamp}-{id}b",
        ],
        "time": ["format": "iso8601", "tolerance_seconds": 60, "headers": ["X-Time"]],
    ]

    @Test(arguments: SignatureScheme.Preset.allCases)
    func `a preset is kept by its name`(preset: SignatureScheme.Preset) {
        #expect(preset.scheme.json == ["preset": .string(preset.rawValue)])
        #expect(SignatureScheme(json: preset.scheme.json) == preset.scheme)
        #expect(preset.scheme.preset == preset)
        #expect(!preset.title.isEmpty)
    }

    @Test func `any other scheme is kept by its settings and works by them`() throws {
        let scheme = try #require(SignatureScheme(json: Self.settings))
        #expect(SignatureScheme(json: scheme.json) == scheme)
        #expect(scheme.preset == nil)
        let now = Instant(seconds: 1_800_000_000)
        let secret = SigningSecret(scheme.makeSecret())
        let headers = try #require(scheme.sign([1, 2], id: "7", now: now, secret: secret))
        #expect(headers.map(\.name) == ["X-Id", "X-Time", "X-Signature"])
        #expect(headers[1].value == "2027-01-15T08:00:00Z")
        let verdict = scheme.verify(headers: headers, body: [1, 2], secrets: [secret], now: now)
        #expect(verdict == .valid(secret: 0))
    }

    @Test(
        arguments: [
            ("headers", []), ("headers", nil), ("headers", "X"), ("headers", [1]),
            ("prefix", nil), ("id_headers", nil), ("secret_form", "rot13"), ("secret_form", nil),
            ("id_headers", []), ("time", nil), ("code", [:]), ("separator", ""), ("separator", 1),
            ("code", ["algorithm": "md5", "encoding": "hex", "content": "{body}"]),
            ("code", ["algorithm": "sha256", "encoding": "rot13", "content": "{body}"]),
            ("code", ["algorithm": "sha256", "encoding": "hex", "content": "{id}"]),
            ("code", ["algorithm": "sha256", "encoding": "hex", "content": "{body}{url}"]),
            ("code", ["algorithm": "sha256", "encoding": "hex", "content": "{body}{id"]),
            ("time", ["format": "iso8601", "tolerance_seconds": 0, "headers": ["X-Time"]]),
            ("time", ["format": "iso8601", "tolerance_seconds": 60]),
            ("time", ["format": "iso8601", "tolerance_seconds": 60, "headers": []]),
            ("time", ["format": "iso8601", "tolerance_seconds": 60, "part": ""]),
            ("time", ["format": "sundial", "tolerance_seconds": 60, "headers": ["X-Time"]]),
        ] as [(String, JSON?)]
    )
    func `settings that make no scheme are refused`(name: String, value: JSON?) {
        guard case .object(var settings) = Self.settings else { return }
        settings[name] = value
        #expect(SignatureScheme(json: .object(settings)) == nil)
    }

    @Test(arguments: [["preset": "carrier-pigeon"], ["preset": 1], [:], [], nil] as [JSON])
    func `what names no preset and has no settings is refused`(json: JSON) {
        #expect(SignatureScheme(json: json) == nil)
    }

    @Test(arguments: [
        (SignatureScheme.Preset.waymark, "your-webhook-secret-key", true),
        (.waymark, "fifteen letters", false),
        (.waymark, " sixteen letters ", false),
        (.waymark, "sixteen\nletters ...", false),
        (.waymark, String(repeating: "x", count: 255), true),
        (.waymark, String(repeating: "x", count: 256), false),
        (.standard, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", true),
        (.standard, "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", true),
        (.standard, "whsec_this is no base64!", false),
        (.stripe, "whsec_this is no base64!", true),
    ])
    func `a secret that an admin brings is looked at`(
        preset: SignatureScheme.Preset,
        secret: String,
        isUsable: Bool
    ) {
        #expect((preset.scheme.fault(ofSecret: secret) == nil) == isUsable)
    }

    @Test func `a secret is not told by its description`() {
        let secret = SigningSecret("It's a Secret to Everybody")
        #expect(!"\(secret) \(String(reflecting: secret))".contains("Everybody"))
    }

    @Test(arguments: [
        (Verdict.valid(secret: 0), "valid"), (.missing(header: "X-A"), "“X-A” is missing"),
        (.ambiguous(header: "X-A"), "more than once"), (.mismatch, "none of the connection's"),
        (.outsideTolerance(seconds: 301), "301 seconds ago"),
        (.outsideTolerance(seconds: -301), "301 seconds ahead"),
    ])
    func `a verdict says what is wrong`(verdict: Verdict, words: String) {
        #expect(verdict.explanation.contains(words))
    }
}
