import Domain
import Testing

@Suite struct PasswordRuleTests {
    private static let length = "10 to 1024 characters"

    @Test(
        arguments: [
            ("", length), ("ninechars", length), ("tencharact", nil), ("ábcdéfghíj", nil),
            (String(repeating: "abcde", count: 204) + "abcd", nil),
            (String(repeating: "abcde", count: 205), length),
            ("aaaaaaaaaa", "at least 5 different characters"),
            ("abcdabcdabcd", "at least 5 different characters"), ("abcdeabcde", nil),
            ("Ama@kente.example", "something else than the e-mail address"),
        ] as [(String, String?)]
    )
    func `length counts, and that it is not plainly guessed`(password: String, fault: String?) {
        #expect(PasswordRule.fault(password, email: "ama@kente.example") == fault)
    }

    @Test func `without an address there is none to be like`() {
        #expect(PasswordRule.fault("ama@kente.example", email: nil) == nil)
    }
}
