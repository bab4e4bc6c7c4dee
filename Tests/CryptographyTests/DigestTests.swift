import Cryptography
import Testing

struct DigestTests {
    @Test(arguments: [
        (Digest.sha1, "abc", "a9993e364706816aba3e25717850c26c9cd0d89d"),
        (.sha256, "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        (.sha256, "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            .sha512, "abc",
            "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
                + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"
        ),
    ])
    func `hashes are those of FIPS 180`(digest: Digest, text: String, hex: String) {
        #expect(Hex.encode(digest.hash(Array(text.utf8))) == hex)
    }

    @Test(arguments: [
        (
            Digest.sha1, Array("key".utf8), "The quick brown fox jumps over the lazy dog",
            "de7c9b85b8b78aa6bc8a7a36f70a90701c9db4d9"
        ),
        (
            .sha256, Array("Jefe".utf8), "what do ya want for nothing?",
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        ),
        (
            .sha256, Array(repeating: 0xAA, count: 131),
            "Test Using Larger Than Block-Size Key - Hash Key First",
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
        ),
        (.sha256, [], "", "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad"),
        (
            .sha512, Array("Jefe".utf8), "what do ya want for nothing?",
            "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea250554"
                + "9758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737"
        ),
    ])
    func `HMACs are those of RFC 4231 and 2202`(
        digest: Digest,
        key: [UInt8],
        text: String,
        hex: String
    ) {
        #expect(Hex.encode(digest.authenticate(Array(text.utf8), key: key)) == hex)
    }

    @Test func `an HMAC signs OAuth's own example`() {
        let base =
            "GET&http%3A%2F%2Fphotos.example.net%2Fphotos&file%3Dvacation.jpg%26"
            + "oauth_consumer_key%3Ddpf43f3p2l4k3l03%26oauth_nonce%3Dkllo9940pd9333jh%26"
            + "oauth_signature_method%3DHMAC-SHA1%26oauth_timestamp%3D1191242096%26"
            + "oauth_token%3Dnnch734d00sl2jdk%26oauth_version%3D1.0%26size%3Doriginal"
        let key = Array("kd94hf93k423kf44&pfkkdhi9sl3r4s00".utf8)
        let code = Digest.sha1.authenticate(Array(base.utf8), key: key)
        #expect(Base64.standard.encode(code) == "tR3+Ty81lMeYAr/Fid0kMTYa/WM=")
    }

    @Test(
        arguments: [
            ([], [], true), ([1, 2], [1, 2], true), ([1, 2], [1, 3], false), ([1, 2], [1], false),
            ([], [0], false), ([0, 1], [1, 1], false),
        ] as [([UInt8], [UInt8], Bool)]
    )
    func `equality in constant time is equality`(left: [UInt8], right: [UInt8], isEqual: Bool) {
        #expect(constantTimeEqual(left, right) == isEqual)
    }
}
