/// The CRC-32 of zlib and Ethernet: tells accidents from what was written, not forgeries.
package func crc32(_ bytes: some Sequence<UInt8>) -> UInt32 {
    var register = UInt32.max
    for byte in bytes {
        register = register >> 8 ^ remainders[Int(UInt8(truncatingIfNeeded: register) ^ byte)]
    }
    return ~register
}

private let remainders: [UInt32] = (0..<256).map { byte in
    (0..<8).reduce(UInt32(byte)) { register, _ in
        register & 1 == 1 ? register >> 1 ^ 0xEDB8_8320 : register >> 1
    }
}
