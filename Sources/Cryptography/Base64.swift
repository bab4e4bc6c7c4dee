/// Bytes as base64 (RFC 4648).
package enum Base64: Sendable {
    /// With `+`, `/` and padding.
    case standard
    /// With `-` and `_`, without padding: fit for URLs and headers.
    case url

    package func encode(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            text += group(bytes[start..<min(start + 3, bytes.count)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Nil for foreign characters, wrong padding, or bits set beyond the last byte.
    ///
    /// Each value has one text only, so that a changed signature never still matches.
    package func decode(_ text: some StringProtocol) -> [UInt8]? {
        guard let sextets = sextets(of: Array(text.utf8)) else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(sextets.count * 3 / 4)
        var bits: UInt32 = 0
        var waiting = 0
        for sextet in sextets {
            bits = bits << 6 | UInt32(sextet)
            waiting += 6
            if waiting >= 8 {
                waiting -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(waiting)))
            }
        }
        return bits & (1 << UInt32(waiting) - 1) == 0 ? bytes : nil
    }

    /// Three bytes as four characters; fewer with padding, or shorter.
    private func group(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var bits: UInt32 = 0
        for byte in bytes { bits = bits << 8 | UInt32(byte) }
        bits <<= UInt32(3 - bytes.count) * 8
        let letters = (0...bytes.count).map { alphabet[Int(bits >> UInt32(18 - 6 * $0) & 0x3F)] }
        guard self == .standard else { return letters }
        return letters + Array(repeating: UInt8(ascii: "="), count: 3 - bytes.count)
    }

    /// The six-bit values of the letters, once the length and the padding are right.
    private func sextets(of text: [UInt8]) -> [UInt8]? {
        var letters = text[...]
        if self == .standard {
            guard letters.count.isMultiple(of: 4) else { return nil }
            for _ in 0..<2 where letters.last == UInt8(ascii: "=") { letters.removeLast() }
        }
        guard letters.count % 4 != 1 else { return nil }
        let sextets = letters.compactMap(sextet)
        return sextets.count == letters.count ? sextets : nil
    }

    private func sextet(_ letter: UInt8) -> UInt8? {
        switch (letter, self) {
        case (UInt8(ascii: "A")...UInt8(ascii: "Z"), _): letter - UInt8(ascii: "A")
        case (UInt8(ascii: "a")...UInt8(ascii: "z"), _): letter - UInt8(ascii: "a") + 26
        case (UInt8(ascii: "0")...UInt8(ascii: "9"), _): letter - UInt8(ascii: "0") + 52
        case (UInt8(ascii: "+"), .standard), (UInt8(ascii: "-"), .url): 62
        case (UInt8(ascii: "/"), .standard), (UInt8(ascii: "_"), .url): 63
        default: nil
        }
    }

    private var alphabet: [UInt8] { self == .standard ? standardAlphabet : urlAlphabet }
}

private let alphanumerics = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
private let standardAlphabet = Array((alphanumerics + "+/").utf8)
private let urlAlphabet = Array((alphanumerics + "-_").utf8)
