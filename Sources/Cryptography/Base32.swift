/// Bytes as base32 (RFC 4648) without padding: what authenticator apps take secrets in.
package enum Base32 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)

    package static func encode(_ bytes: [UInt8]) -> String {
        var letters: [UInt8] = []
        var bits: UInt32 = 0
        var waiting: UInt32 = 0
        for byte in bytes {
            bits = (bits << 8 | UInt32(byte)) & 0xFFF
            waiting += 8
            while waiting >= 5 {
                waiting -= 5
                letters.append(alphabet[Int(bits >> waiting & 0x1F)])
            }
        }
        if waiting > 0 { letters.append(alphabet[Int(bits << (5 - waiting) & 0x1F)]) }
        return String(decoding: letters, as: UTF8.self)
    }
}
