internal import COpenSSL

/// Bytes that nobody can guess.
package enum Random {
    /// Stops the process where the system has no randomness to give: a secret that can be guessed
    /// would be worse, and no caller could do better.
    package static func bytes(_ count: Int) -> [UInt8] {
        unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            let isRandom = unsafe RAND_bytes(buffer.baseAddress, Int32(count)) == 1
            precondition(isRandom, "the system gives no random bytes")
            filled = count
        }
    }

    /// Text of that many random bytes, for secrets and links: base64url.
    package static func text(bytes count: Int) -> String {
        Base64.url.encode(bytes(count))
    }

    /// Digits and letters, each equally likely.
    package static func alphanumerics(_ count: Int) -> String {
        var letters: [UInt8] = []
        while letters.count < count {
            // 248 is the largest multiple of 62 in a byte; what lies above would favour some letters.
            for byte in bytes(count) where byte < 248 && letters.count < count {
                letters.append(base62[Int(byte % 62)])
            }
        }
        return String(decoding: letters, as: UTF8.self)
    }
}

/// The digits of base 62, in ASCII's order.
let base62 = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)
