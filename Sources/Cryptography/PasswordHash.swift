internal import COpenSSL
internal import Dispatch

/// A password as the database keeps it: `$scrypt$ln=15,r=8,p=3$salt$hash`, salt and hash in base64.
package struct PasswordHash: Hashable, Sendable {
    package let text: String
    private let cost: Cost
    private let salt: [UInt8]
    private let hash: [UInt8]

    /// Reads a stored hash; nil where it is none, or costs more than any that Waymark ever wrote.
    package init?(_ text: String) {
        let parts = text.split(separator: "$", omittingEmptySubsequences: false)
        guard parts.count == 5, parts[0].isEmpty, parts[1] == "scrypt",
            let cost = Cost(parts[2]),
            let salt = Base64.standard.decode(parts[3]), salt.count >= 16,
            let hash = Base64.standard.decode(parts[4]), hash.count == 32
        else { return nil }
        self.text = text
        self.cost = cost
        self.salt = salt
        self.hash = hash
    }

    /// Hashes a password under a fresh salt. Takes a fifth of a second and 32 MiB.
    package init(of password: String) {
        self.init(of: password, cost: .current, salt: Random.bytes(16))
    }

    private init(of password: String, cost: Cost, salt: [UInt8]) {
        let hash = cost.derive(password, salt: salt)
        self.text =
            "$scrypt$\(cost.text)$\(Base64.standard.encode(salt))$\(Base64.standard.encode(hash))"
        self.cost = cost
        self.salt = salt
        self.hash = hash
    }

    /// Whether this is the hash of that password; takes as long as making one.
    package func matches(_ password: String) -> Bool {
        constantTimeEqual(cost.derive(password, salt: salt), hash)
    }

    /// Whether it was made with other parameters than today's, and should be made anew at sign-in.
    package var isOutdated: Bool { cost != .current }

    /// A hash that no password has, for the same work where the person is unknown.
    package static let nobodys = PasswordHash(of: Random.text(bytes: 32))
}

/// The work that scrypt is told to do.
private struct Cost: Hashable {
    /// The logarithm to base 2 of N.
    let logN: UInt64
    let r: UInt64
    let p: UInt64

    static let current = Cost(logN: 15, r: 8, p: 3)

    var text: String { "ln=\(logN),r=\(r),p=\(p)" }

    init(logN: UInt64, r: UInt64, p: UInt64) {
        self.logN = logN
        self.r = r
        self.p = p
    }

    init?(_ text: Substring) {
        let numbers = text.split(separator: ",").map { $0.split(separator: "=") }
        guard numbers.map(\.first) == ["ln", "r", "p"],
            let logN = numbers[0].last.flatMap({ UInt64($0) }), (10...17).contains(logN),
            let r = numbers[1].last.flatMap({ UInt64($0) }), (1...16).contains(r),
            let p = numbers[2].last.flatMap({ UInt64($0) }), (1...16).contains(p)
        else { return nil }
        self.init(logN: logN, r: r, p: p)
    }

    /// At most two derivations run at a time: sign-ins take 64 MiB at most, and never all cores.
    func derive(_ password: String, salt: [UInt8]) -> [UInt8] {
        turnstile.wait()
        defer { turnstile.signal() }
        let letters = password.utf8.map(CChar.init(bitPattern:))
        return unsafe [UInt8](unsafeUninitializedCapacity: 32) { buffer, count in
            let isDerived = unsafe EVP_PBE_scrypt(
                letters,
                letters.count,
                salt,
                salt.count,
                1 << logN,
                r,
                p,
                memoryLimit,
                buffer.baseAddress,
                32
            )
            precondition(isDerived == 1, "OpenSSL has no memory for scrypt")
            count = 32
        }
    }
}

private let turnstile = DispatchSemaphore(value: 2)

/// Above what the dearest accepted parameters need (N 2^17, r 16: 256 MiB).
private let memoryLimit: UInt64 = 288 << 20
