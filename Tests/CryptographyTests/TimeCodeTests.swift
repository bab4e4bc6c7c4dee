import Cryptography
import Testing

@Suite struct TimeCodeTests {
    private static let code = TimeCode(secret: Array("12345678901234567890".utf8))

    /// RFC 6238, appendix B, for SHA-1: its eight digits, of which six are shown.
    @Test(
        arguments: [
            (59, "94287082"), (1_111_111_109, "07081804"), (1_111_111_111, "14050471"),
            (1_234_567_890, "89005924"), (2_000_000_000, "69279037"), (20_000_000_000, "65353130"),
        ] as [(Int64, String)]
    )
    func `the codes are those of RFC 6238`(seconds: Int64, digits: String) {
        let step = TimeCode.step(atSecond: seconds)
        #expect(TimeCodeTests.code.code(ofStep: step) == String(digits.suffix(6)))
    }

    /// RFC 4226, appendix D.
    @Test func `the codes are those of RFC 4226`() {
        let codes = (0..<10).map { TimeCodeTests.code.code(ofStep: $0) }
        #expect(
            codes == [
                "755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583",
                "399871", "520489",
            ]
        )
    }

    @Test func `the present code counts, and its neighbours, because clocks differ`() {
        let now: Int64 = 1_111_111_111
        let step = TimeCode.step(atSecond: now)
        for offset in -1...1 {
            let code = TimeCodeTests.code.code(ofStep: step + Int64(offset))
            #expect(TimeCodeTests.code.step(of: code, atSecond: now) == step + Int64(offset))
        }
        for offset in [-2, 2] {
            let code = TimeCodeTests.code.code(ofStep: step + Int64(offset))
            #expect(TimeCodeTests.code.step(of: code, atSecond: now) == nil)
        }
    }

    @Test(arguments: ["", "05047", "0504711", "05047a", "٠٥٠٤٧١", "-50471"])
    func `what is no code of six digits is none`(text: String) {
        #expect(TimeCodeTests.code.step(of: text, atSecond: 1_111_111_111) == nil)
    }

    @Test func `secrets have 160 bits and differ`() {
        #expect(TimeCode.newSecret().count == 20)
        #expect(TimeCode.newSecret() != TimeCode.newSecret())
    }

    /// RFC 4648, 10, without padding.
    @Test(arguments: [
        ("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"),
        ("fooba", "MZXW6YTB"), ("foobar", "MZXW6YTBOI"),
    ])
    func `base32 is that of RFC 4648`(text: String, encoded: String) {
        #expect(Base32.encode(Array(text.utf8)) == encoded)
    }
}
