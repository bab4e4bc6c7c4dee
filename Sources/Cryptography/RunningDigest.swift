internal import COpenSSL

/// A SHA-256 over bytes that come piece by piece.
@safe
package final class RunningDigest {
    private let context: OpaquePointer?

    package init() {
        unsafe context = EVP_MD_CTX_new()
        let isReady = unsafe EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1
        precondition(isReady, "OpenSSL has no memory for a hash")
    }

    deinit {
        unsafe EVP_MD_CTX_free(context)
    }

    /// Adds the next bytes.
    package func add(_ bytes: some Collection<UInt8>) {
        let isContiguous: Void? = bytes.withContiguousStorageIfAvailable { buffer in
            unsafe _ = EVP_DigestUpdate(context, buffer.baseAddress, buffer.count)
        }
        if isContiguous == nil { add(Array(bytes)) }
    }

    /// The hash of all bytes so far; nothing can be added after it.
    package func finish() -> [UInt8] {
        var hash = [UInt8](repeating: 0, count: Digest.sha256.length)
        unsafe EVP_DigestFinal_ex(context, &hash, nil)
        return hash
    }
}
