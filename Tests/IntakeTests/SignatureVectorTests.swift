import Domain
import Intake
import JSON
import Testing

/// Vectors that others published, and each of them with one byte changed.
struct SignatureVectorTests {
    struct Vector: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let scheme: SignatureScheme?
        let secret: String
        let body: String
        /// The name and value of each header, the signature's last.
        let headers: [[String]]
        var now = Instant(seconds: 1_614_265_330)

        func verdict(body: [UInt8]? = nil, headers: [[String]]? = nil) -> Verdict? {
            scheme?.verify(
                headers: (headers ?? self.headers).map { ($0[0], $0[1]) },
                body: body ?? Array(self.body.utf8),
                secrets: [SigningSecret(secret)],
                now: now
            )
        }
    }

    /// Shopify's scheme by settings alone: the engine has no preset for it yet.
    static let shopify = SignatureScheme(json: [
        "headers": ["X-Shopify-Hmac-Sha256"], "prefix": "", "id_headers": [],
        "secret_form": "text",
        "code": ["algorithm": "sha256", "encoding": "base64", "content": "{body}"],
    ])

    static let vectors = [
        Vector(
            testDescription: "Standard Webhooks",
            scheme: .standardWebhooks,
            secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
            body: #"{"test": 2432232314}"#,
            headers: [
                ["webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek"],
                ["webhook-timestamp", "1614265330"],
                ["webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="],
            ]
        ),
        Vector(
            testDescription: "Standard Webhooks by Svix's names",
            scheme: .standardWebhooks,
            secret: "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
            body: #"{"test": 2432232314}"#,
            headers: [
                ["svix-id", "msg_p5jXN8AQM9LWM0D4loKWxJek"],
                ["svix-timestamp", "1614265330"],
                ["svix-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="],
            ]
        ),
        Vector(
            testDescription: "GitHub",
            scheme: .github,
            secret: "It's a Secret to Everybody",
            body: "Hello, World!",
            headers: [
                [
                    "X-Hub-Signature-256",
                    "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
                ]
            ]
        ),
        Vector(
            testDescription: "seed 000, which signs as GitHub does",
            scheme: .waymark,
            secret: "It's a Secret to Everybody",
            body: "Hello, World!",
            headers: [
                [
                    "x-webhook-signature",
                    "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
                ]
            ]
        ),
        Vector(
            testDescription: "Shopify's library",
            scheme: shopify,
            secret: "test_secret_key",
            body: #"{"foo": "bar"}"#,
            headers: [
                ["x-shopify-hmac-sha256", "B23tXN681gZ0qIWNRrgtzBE9XSDo5yaUu6wfmhu3a7g="]
            ]
        ),
        Vector(
            testDescription: "go-shopify",
            scheme: shopify,
            secret: "hush",
            body: #""my secret message""#,
            headers: [
                ["x-shopify-hmac-sha256", "hMTq0K2x7oyOjoBwGYeTj5oxfnaVYXzbanUG9aajpKI="]
            ]
        ),
    ]

    @Test(arguments: vectors)
    func `a published vector is genuine`(vector: Vector) {
        #expect(vector.verdict() == .valid(secret: 0))
    }

    @Test(arguments: vectors)
    func `a body with one byte changed, added or taken away is not`(vector: Vector) {
        let body = Array(vector.body.utf8)
        for position in body.indices {
            var changed = body
            changed[position] ^= 1
            #expect(vector.verdict(body: changed) == .mismatch)
        }
        #expect(vector.verdict(body: body + [0x0A]) == .mismatch)
        #expect(vector.verdict(body: Array(body.dropLast())) == .mismatch)
        #expect(vector.verdict(body: []) == .mismatch)
    }

    @Test(arguments: vectors)
    func `a header with one letter changed is not`(vector: Vector) {
        for (row, header) in vector.headers.enumerated() {
            for position in header[1].utf8.indices {
                var letters = Array(header[1].utf8)
                let place = header[1].utf8.distance(from: header[1].utf8.startIndex, to: position)
                letters[place] ^= 1
                var changed = vector.headers
                changed[row][1] = String(decoding: letters, as: UTF8.self)
                #expect(vector.verdict(headers: changed) == .mismatch, "\(changed[row])")
            }
        }
    }

    @Test(arguments: vectors)
    func `a request without one of its headers is refused`(vector: Vector) {
        for row in vector.headers.indices {
            var fewer = vector.headers
            fewer.remove(at: row)
            let isMissing =
                if case .missing = vector.verdict(headers: fewer) { true } else { false }
            #expect(isMissing, "\(vector.headers[row])")
        }
    }

    @Test(arguments: vectors)
    func `a request with one of its headers twice is ambiguous`(vector: Vector) {
        for header in vector.headers {
            for value in [header[1], "other"] {
                let verdict = vector.verdict(headers: vector.headers + [[header[0], value]])
                let isAmbiguous = if case .ambiguous = verdict { true } else { false }
                #expect(isAmbiguous, "\(header)")
            }
        }
    }

    @Test(arguments: vectors)
    func `another secret did not sign it`(vector: Vector) {
        let verdict = vector.scheme?.verify(
            headers: vector.headers.map { ($0[0], $0[1]) },
            body: Array(vector.body.utf8),
            secrets: [SigningSecret(vector.secret + "BBBB"), SigningSecret("")],
            now: vector.now
        )
        #expect(verdict == .mismatch)
    }
}
