internal import Glibc

/// A TCP socket on the loopback address.
final class TCPSocket {
    private let descriptor: Int32

    /// Binds to a port; 0 is any.
    init(port: UInt16) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        unsafe try Self.withAddress(port) { address, length in
            guard unsafe bind(descriptor, address, length) == 0 else {
                throw TestFault("bind port \(port): errno \(errno)")
            }
        }
    }

    /// Connects to a port; reading and writing fail after ten seconds.
    init(connectedTo port: UInt16) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var limit = timeval(tv_sec: 10, tv_usec: 0)
        for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
            unsafe setsockopt(
                descriptor,
                SOL_SOCKET,
                option,
                &limit,
                socklen_t(MemoryLayout<timeval>.size)
            )
        }
        unsafe try Self.withAddress(port) { address, length in
            guard unsafe connect(descriptor, address, length) == 0 else {
                throw TestFault("connect to port \(port): errno \(errno)")
            }
        }
    }

    deinit {
        close(descriptor)
    }

    /// Tells the other side at once that nobody is here any more.
    func hangUp() {
        shutdown(descriptor, Int32(SHUT_RDWR))
    }

    func boundPort() throws -> UInt16 {
        var address = sockaddr_in()
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                unsafe getsockname(descriptor, generic, &length)
            }
        }
        guard result == 0 else { throw TestFault("ask for the port: errno \(errno)") }
        return UInt16(bigEndian: address.sin_port)
    }

    func write(_ bytes: [UInt8]) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { buffer in
                unsafe send(descriptor, buffer.baseAddress, buffer.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { throw TestFault("send: errno \(errno)") }
            rest = rest.dropFirst(count)
        }
    }

    /// Some bytes; none at the end of the stream.
    func read() throws -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: 16_384)
        let count = unsafe recv(descriptor, &buffer, buffer.count, 0)
        guard count >= 0 else { throw TestFault("receive: errno \(errno)") }
        return Array(buffer[..<count])
    }

    private static func withAddress(
        _ port: UInt16,
        _ body: (UnsafePointer<sockaddr>, socklen_t) throws -> Void
    ) throws {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        try unsafe withUnsafePointer(to: &address) { pointer in
            try unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                try unsafe body(generic, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }
}
