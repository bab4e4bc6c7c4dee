import Testing

@testable import Machine

struct WebAddressTests {
    @Test(arguments: [
        ("http://127.0.0.1:8080", "127.0.0.1", 8080, false),
        ("http://way.example.com", "way.example.com", 80, false),
        ("https://way.example.com/path?query", "way.example.com", 443, true),
        ("https://[::1]:8443/", "::1", 8443, true),
        ("http://[::1]", "::1", 80, false),
    ])
    func `host and port are taken from an address`(
        _ text: String,
        _ host: String,
        _ port: Int,
        _ isEncrypted: Bool
    ) {
        let address = WebAddress(text)
        #expect(address?.host == host)
        #expect(address?.port == port)
        #expect(address?.isEncrypted == isEncrypted)
    }

    @Test(arguments: [
        "", "127.0.0.1", "ftp://a", "http://", "http://:80", "http://a:0", "http://a:65536",
        "http://a:b", "http://me@a", "https://[::1",
    ])
    func `what is no address is none`(_ text: String) {
        #expect(WebAddress(text) == nil)
    }
}
