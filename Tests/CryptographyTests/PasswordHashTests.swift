import Cryptography
import Testing

struct PasswordHashTests {
    /// Made with another implementation of scrypt, N 2^14.
    private let older =
        "$scrypt$ln=14,r=8,p=5$c2FsdHNhbHRzYWx0c2FsdA==$D9oc47mxAJRyrZu9Y9kRZxcMDpw7gx5WfBEwEFoUQHU="

    @Test func `a password matches its own hash only`() throws {
        let hash = PasswordHash(of: "correct horse battery staple é")
        let stored = try #require(PasswordHash(hash.text))
        #expect(hash.text.hasPrefix("$scrypt$ln=15,r=8,p=3$"))
        #expect(stored.matches("correct horse battery staple é"))
        #expect(!stored.matches("correct horse battery staple e"))
        #expect(!stored.matches(""))
        #expect(!stored.isOutdated)
    }

    @Test func `the same password hashes to another text each time`() {
        #expect(PasswordHash(of: "same") != PasswordHash(of: "same"))
    }

    @Test func `a hash of other parameters is checked and outdated`() throws {
        let hash = try #require(PasswordHash(older))
        #expect(hash.matches("pleaseletmein"))
        #expect(!hash.matches("pleaseletmeout"))
        #expect(hash.isOutdated)
    }

    @Test func `nobody's password matches nothing that is typed`() {
        #expect(!PasswordHash.nobodys.matches(""))
    }

    @Test(arguments: [
        "", "$", "plain", "$2b$10$abc", "$scrypt$ln=14,r=8,p=5$c2FsdA==$c2FsdA==",
        "$scrypt$ln=30,r=8,p=1$SALT$HASH", "$scrypt$ln=15,r=8,p=3$SALT",
        "$scrypt$ln=15,r=8$SALT$HASH", "$scrypt$ln=15,r=999,p=1$SALT$HASH",
        "$scrypt$ln=x,r=8,p=3$SALT$HASH", "$scrypt$,,$SALT$HASH",
        "$scrypt$ln=15,r=8,p=0$SALT$HASH", "$bcrypt$ln=15,r=8,p=3$SALT$HASH",
    ])
    func `what is no hash of ours, or too dear, is refused`(text: String) {
        let filled = text.replacing("SALT", with: "c2FsdHNhbHRzYWx0c2FsdA==")
            .replacing("HASH", with: String(repeating: "A", count: 43) + "=")
        #expect(PasswordHash(filled) == nil)
    }

    @Test func `the refusals above are for the parameters alone`() {
        let text = "$scrypt$ln=15,r=8,p=3$c2FsdHNhbHRzYWx0c2FsdA==$"
        #expect(PasswordHash(text + String(repeating: "A", count: 43) + "=") != nil)
    }
}
