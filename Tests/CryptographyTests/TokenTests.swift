import Cryptography
import Testing

struct TokenTests {
    @Test func `an issued token is read again with its id and hash`() throws {
        let issued = APIToken.issue()
        let read = try #require(APIToken(issued.text))
        #expect(issued.text.hasPrefix("wm_" + issued.id))
        #expect(issued.id.count == 8)
        #expect(read.id == issued.id)
        #expect(read.hash == Digest.sha256.hash(Array(issued.text.utf8)))
    }

    @Test func `a token with any one letter changed is none`() {
        let text = Array(APIToken.issue().text.utf8)
        for position in text.indices {
            var changed = text
            changed[position] = changed[position] == UInt8(ascii: "a") ? 0x62 : 0x61
            #expect(APIToken(String(decoding: changed, as: UTF8.self)) == nil)
        }
    }

    @Test func `a token that lost, gained or swapped letters is none`() {
        let text = APIToken.issue().text
        #expect(APIToken(String(text.dropLast())) == nil)
        #expect(APIToken(text + "0") == nil)
        #expect(APIToken(" " + text.dropFirst()) == nil)
        #expect(APIToken("") == nil)
        #expect(APIToken("wm_" + String(repeating: "0", count: 54)) == nil)
    }

    @Test func `no two tokens or texts are alike`() {
        #expect(Set((0..<1_000).map { _ in APIToken.issue().id }).count > 990)
        #expect(Set((0..<1_000).map { _ in Random.text(bytes: 16) }).count == 1_000)
    }

    @Test(arguments: [(16, 22), (32, 43), (1, 2), (0, 0)])
    func `random text is base64url of as many bytes`(bytes: Int, letters: Int) {
        let text = Random.text(bytes: bytes)
        #expect(text.utf8.count == letters)
        #expect(Base64.url.decode(text)?.count == bytes)
    }

    @Test func `random letters are of base 62, each about as often`() {
        var counts: [Character: Int] = [:]
        for letter in Random.alphanumerics(62_000) { counts[letter, default: 0] += 1 }
        #expect(counts.count == 62)
        #expect(counts.values.allSatisfy { (800...1_200).contains($0) })
        #expect(counts.keys.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) })
    }
}
