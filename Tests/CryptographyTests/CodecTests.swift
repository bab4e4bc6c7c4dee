import Cryptography
import Testing

struct CodecTests {
    @Test(arguments: [
        ("", "", ""), ("f", "Zg==", "Zg"), ("fo", "Zm8=", "Zm8"), ("foo", "Zm9v", "Zm9v"),
        ("foob", "Zm9vYg==", "Zm9vYg"), ("fooba", "Zm9vYmE=", "Zm9vYmE"),
        ("foobar", "Zm9vYmFy", "Zm9vYmFy"), ("~~~???", "fn5+Pz8/", "fn5-Pz8_"),
    ])
    func `base64 is that of RFC 4648`(text: String, standard: String, url: String) {
        #expect(Base64.standard.encode(Array(text.utf8)) == standard)
        #expect(Base64.standard.decode(standard) == Array(text.utf8))
        #expect(Base64.url.encode(Array(text.utf8)) == url)
        #expect(Base64.url.decode(url) == Array(text.utf8))
    }

    @Test(arguments: [
        "Z", "Zg", "Zg=", "Zg===", "Zh==", "Zm9=", "=", "====", "Zg==Zg==", "Z g=", "Zm8-", "Zm9\n",
        "Zm8é", "=Zm8",
    ])
    func `what no standard encoder writes is refused`(text: String) {
        #expect(Base64.standard.decode(text) == nil)
    }

    @Test(arguments: ["Z", "Zg==", "Zh", "Zm9", "fn5+", "Pz8/", "Zm9vY"])
    func `what no url encoder writes is refused`(text: String) {
        #expect(Base64.url.decode(text) == nil)
    }

    @Test func `every byte survives both codecs and every length`() {
        for length in 0...65 {
            let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ 200) }
            #expect(Base64.standard.decode(Base64.standard.encode(bytes)) == bytes)
            #expect(Base64.url.decode(Base64.url.encode(bytes)) == bytes)
        }
        let all = Array(UInt8.min...UInt8.max)
        #expect(Hex.decode(Hex.encode(all)) == all)
    }

    @Test(
        arguments: [
            ("", []), ("00fF", [0, 255]), ("0", nil), ("0g", nil), ("+1", nil), (" 1", nil),
        ]
            as [(String, [UInt8]?)]
    )
    func `hexadecimal is read in either case and nothing else`(text: String, bytes: [UInt8]?) {
        #expect(Hex.decode(text) == bytes)
    }
}
