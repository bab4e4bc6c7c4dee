import Cryptography
import Testing

@Suite struct RecoveryCodeTests {
    @Test func `a code is shown in groups and differs from every other`() {
        let codes = (0..<100).map { _ in RecoveryCode.issue().text }
        #expect(Set(codes).count == codes.count)
        for code in codes {
            #expect(code.wholeMatch(of: /[a-z2-7]{4}(-[a-z2-7]{4}){3}/) != nil, "\(code)")
        }
    }

    @Test func `it is read however it was typed`() throws {
        let code = RecoveryCode.issue()
        let bare = code.text.filter { $0 != "-" }
        for typed in [code.text, bare, bare.uppercased(), " \(code.text) ", "\(bare)\n"] {
            #expect(try #require(RecoveryCode(typed)).hash == code.hash, "\(typed)")
        }
        #expect(RecoveryCode.issue().hash != code.hash)
        #expect(code.hash.count == 32)
    }

    @Test(arguments: ["", "123456", "abcd-efgh-ijkl", "abcd-efgh-ijkl-mnop-q"])
    func `what has another length is none`(typed: String) {
        #expect(RecoveryCode(typed) == nil)
    }
}
