import Domain
import Testing

struct EmailAddressTests {
    @Test(arguments: [
        ("john@example.com", "john@example.com"),
        (" John.Doe+Tag@Example.COM\n", "john.doe+tag@example.com"),
        ("o'brien_1!#$%&*/=?^`{|}~-@example.co.uk", "o'brien_1!#$%&*/=?^`{|}~-@example.co.uk"),
        ("jürgen@müller.example", "jürgen@müller.example"),
        ("ÄNNE@example.com", "änne@example.com"),
        ("a@xn--mller-kva.example", "a@xn--mller-kva.example"), ("1@2.3", "1@2.3"),
        ("\u{A0}a@b.example\u{3000}", "a@b.example"), ("用户@例え.jp", "用户@例え.jp"),
    ])
    func `an address is kept trimmed and lower-cased`(text: String, kept: String) {
        #expect(EmailAddress(text)?.text == kept)
    }

    @Test(arguments: [
        "", " ", "john", "@", "john@", "@example.com", "john@example", "a@b@example.com",
        "john@example..com", "john@.example.com", "john@example.com.", "john@-example.com",
        "john@example-.com", "john@exa_mple.com", "john@exam ple.com", "john@exämple!.com",
        ".john@example.com", "john.@example.com", "jo..hn@example.com", "jo hn@example.com",
        "\"john\"@example.com", "john<x@example.com>", "john@example.com,jane@example.com",
        "john\u{0}@example.com", "john\u{7F}@example.com", "john@example.com\u{0}",
        "john@[127.0.0.1]",
        "mailto:john@example.com", "John Doe <john@example.com>",
    ])
    func `what is not plainly one address is none`(text: String) {
        #expect(EmailAddress(text) == nil)
    }

    @Test(arguments: [(64, 63, true), (65, 63, false), (64, 64, false), (1, 1, true)])
    func `local part and labels have their longest`(local: Int, label: Int, isAddress: Bool) {
        func text(_ count: Int) -> String { String(repeating: "a", count: count) }
        #expect((EmailAddress("\(text(local))@\(text(label)).example") != nil) == isAddress)
    }

    @Test(arguments: [(254, true), (255, false)])
    func `an address has at most 254 bytes`(count: Int, isAddress: Bool) {
        let labels = String(repeating: "a.", count: (count - 66) / 2)
        let domain = labels + String(repeating: "b", count: count - 65 - labels.utf8.count)
        let address = String(repeating: "l", count: 64) + "@" + domain
        #expect(address.utf8.count == count)
        #expect((EmailAddress(address) != nil) == isAddress)
    }

    @Test(arguments: [
        ("a", "a"), (" a b ", "a b"), ("\t\r\na\u{2028}", "a"), ("", ""), (" \n ", ""),
        (" é ", "é"), ("é", "é"), ("\u{A0}", ""),
    ])
    func `trimming takes white space of every kind from both ends`(text: String, rest: String) {
        #expect(text.trimmed == rest)
    }
}
