internal import COpenSSL

/// The hash functions that Waymark's partners sign with.
///
/// They fail only without memory, where Swift itself stops too: a code of zeroes that a caller
/// might compare would be worse.
package enum Digest: String, CaseIterable, Sendable {
    case sha1
    case sha256
    case sha512

    /// The bytes of a hash.
    package var length: Int {
        switch self {
        case .sha1: 20
        case .sha256: 32
        case .sha512: 64
        }
    }

    /// The hash of the bytes.
    package func hash(_ bytes: [UInt8]) -> [UInt8] {
        var hash = Array(repeating: UInt8(0), count: length)
        let isHashed = unsafe EVP_Digest(bytes, bytes.count, &hash, nil, function, nil) == 1
        precondition(isHashed, "OpenSSL has no memory for a hash")
        return hash
    }

    /// The HMAC (RFC 2104) of the bytes under the key.
    package func authenticate(_ bytes: [UInt8], key: [UInt8]) -> [UInt8] {
        var code = Array(repeating: UInt8(0), count: length)
        let end = unsafe HMAC(
            function,
            key,
            Int32(key.count),
            bytes,
            bytes.count,
            &code,
            nil
        )
        let isSigned = unsafe end != nil
        precondition(isSigned, "OpenSSL has no memory for an HMAC")
        return code
    }

    private var function: OpaquePointer? {
        switch self {
        case .sha1: unsafe Digest.fetchedSHA1
        case .sha256: unsafe Digest.fetchedSHA256
        case .sha512: unsafe Digest.fetchedSHA512
        }
    }

    // Looked up once: OpenSSL 3 would otherwise search its providers for every hash. Never changed
    // nor freed, so that any thread may use them.
    nonisolated(unsafe) private static let fetchedSHA1 = unsafe EVP_MD_fetch(nil, "SHA1", nil)
    nonisolated(unsafe) private static let fetchedSHA256 = unsafe EVP_MD_fetch(nil, "SHA256", nil)
    nonisolated(unsafe) private static let fetchedSHA512 = unsafe EVP_MD_fetch(nil, "SHA512", nil)
}

/// Whether both are the same, in a time that tells only their lengths.
package func constantTimeEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    guard left.count == right.count else { return false }
    return unsafe CRYPTO_memcmp(left, right, left.count) == 0
}
