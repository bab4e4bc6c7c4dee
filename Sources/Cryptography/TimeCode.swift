/// The code that an authenticator app shows: RFC 6238 with SHA-1, six digits, thirty seconds,
/// which is what every such app takes.
package struct TimeCode: Sendable {
    /// How long a code is shown.
    package static let stepSeconds: Int64 = 30
    private static let modulus: UInt32 = 1_000_000
    package static let digits = 6

    private let secret: [UInt8]

    package init(secret: [UInt8]) {
        self.secret = secret
    }

    /// 160 bits, as RFC 4226 recommends.
    package static func newSecret() -> [UInt8] {
        Random.bytes(20)
    }

    /// The step that a moment falls into.
    package static func step(atSecond seconds: Int64) -> Int64 {
        seconds / stepSeconds
    }

    /// The code of a step (RFC 4226, 5.3).
    package func code(ofStep step: Int64) -> String {
        let counter = (0..<8).map { UInt8(truncatingIfNeeded: step >> Int64(56 - 8 * $0)) }
        let mac = Digest.sha1.authenticate(counter, key: secret)
        let start = Int(mac[mac.count - 1] & 0x0F)
        let number = mac[start..<start + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        let digits = String((number & 0x7FFF_FFFF) % TimeCode.modulus)
        return String(repeating: "0", count: TimeCode.digits - digits.utf8.count) + digits
    }

    /// The step whose code this is: the present one, or one to either side of it, because clocks
    /// differ; nil where it is none of theirs.
    package func step(of code: String, atSecond seconds: Int64) -> Int64? {
        let now = TimeCode.step(atSecond: seconds)
        let sent = Array(code.utf8)
        return [now, now - 1, now + 1]
            .filter { constantTimeEqual(Array(self.code(ofStep: $0).utf8), sent) }
            .first
    }
}
