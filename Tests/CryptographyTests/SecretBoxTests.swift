import Cryptography
import Testing

struct SecretBoxTests {
    private let box: SecretBox
    private let old: KeyRing.Key
    private let new: KeyRing.Key

    init() throws {
        old = try #require(KeyRing.Key(id: "2025", bytes: Array(0..<32)))
        new = try #require(KeyRing.Key(id: "2026-a_", bytes: Array(100..<132)))
        box = SecretBox(ring: KeyRing(current: old))
    }

    @Test(arguments: ["", "whsec_x", String(repeating: "é", count: 5_000)])
    func `a sealed secret opens in its context`(secret: String) throws {
        let seal = box.seal(Array(secret.utf8), context: "secrets.7")
        #expect(seal.hasPrefix("v1.2025."))
        #expect(try box.open(seal, context: "secrets.7") == Array(secret.utf8))
    }

    @Test func `the same secret never seals to the same text`() {
        let seals = (0..<100).map { _ in box.seal([1, 2, 3], context: "") }
        #expect(Set(seals).count == 100)
    }

    @Test(arguments: ["secrets.8", "secrets.7 ", ""])
    func `a seal that was copied to another row does not open`(context: String) {
        let seal = box.seal([1, 2, 3], context: "secrets.7")
        #expect(throws: SecretBox.Fault.forged) { try box.open(seal, context: context) }
    }

    @Test func `a seal with any one letter changed does not open`() {
        let seal = Array(box.seal(Array("top secret".utf8), context: "c").utf8)
        for position in seal.indices {
            var changed = seal
            changed[position] = changed[position] == UInt8(ascii: "B") ? 0x43 : 0x42
            let text = String(decoding: changed, as: UTF8.self)
            #expect(throws: SecretBox.Fault.self, "\(text)") { try box.open(text, context: "c") }
        }
    }

    @Test(arguments: [
        "", "v1", "v1.2025.AAAAAAAAAAAAAAAA", "v2.2025.AAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAA",
        "v1.2025.AAAA.AAAAAAAAAAAAAAAAAAAAAA", "v1.2025.AAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAA",
        "v1.2025.AAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAA.", "v1.2025.AAAAAAAAAAAAAAA*.AAAA",
    ])
    func `what is no seal is malformed`(text: String) {
        #expect(throws: SecretBox.Fault.malformed) { try box.open(text, context: "c") }
    }

    @Test func `after a rotation old seals open and are outdated`() throws {
        let seal = box.seal([9], context: "c")
        let rotated = SecretBox(ring: KeyRing(current: new, old: [old]))
        #expect(try rotated.open(seal, context: "c") == [9])
        #expect(rotated.isOutdated(seal))
        #expect(!rotated.isOutdated(rotated.seal([9], context: "c")))
        #expect(!box.isOutdated(seal))
    }

    @Test func `a seal whose key left the ring names the key`() {
        let seal = box.seal([9], context: "c")
        let other = SecretBox(ring: KeyRing(current: new))
        #expect(throws: SecretBox.Fault.unknownKey("2025")) { try other.open(seal, context: "c") }
    }

    @Test func `another key of the same name opens nothing`() throws {
        let imposter = try #require(KeyRing.Key.generate(id: "2025"))
        let seal = box.seal([9], context: "c")
        #expect(throws: SecretBox.Fault.forged) {
            try SecretBox(ring: KeyRing(current: imposter)).open(seal, context: "c")
        }
    }

    @Test(arguments: [
        ("k", 32, true), ("sixteen-letters_", 32, true), ("", 32, false), ("k", 31, false),
        ("k", 33, false), ("seventeen-letters", 32, false), ("a.b", 32, false), ("é", 32, false),
    ])
    func `a key needs a plain name and 32 bytes`(id: String, length: Int, isKey: Bool) {
        let key = KeyRing.Key(id: id, bytes: Array(repeating: 1, count: length))
        #expect((key != nil) == isKey)
    }
}
