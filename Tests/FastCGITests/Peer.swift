import Glibc
import Support

/// Somebody who speaks to the FastCGI socket without nginx.
final class Peer {
    private let descriptor: Int32

    init(_ path: String) throws {
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var limit = timeval(tv_sec: 5, tv_usec: 0)
        unsafe setsockopt(
            descriptor,
            SOL_SOCKET,
            SO_RCVTIMEO,
            &limit,
            socklen_t(MemoryLayout<timeval>.size)
        )
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { place in
            unsafe place.copyBytes(from: path.utf8)
        }
        let result = unsafe withUnsafePointer(to: address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                unsafe connect(descriptor, generic, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard result == 0 else { throw TestFault("connect to \(path): errno \(errno)") }
    }

    deinit {
        close(descriptor)
    }

    /// Sends bytes; a peer that was hung up on does not mind.
    func send(_ bytes: [UInt8]) {
        unsafe _ = Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    }

    /// Everything until the other side closes; nil when it does not within five seconds.
    func readToEnd() -> [UInt8]? {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = unsafe recv(descriptor, &buffer, buffer.count, 0)
            if count == 0 || (count < 0 && errno == ECONNRESET) { return bytes }
            if count < 0 { return nil }
            bytes += buffer[..<count]
        }
    }
}

/// FastCGI records for tests, honest or not (FastCGI 1.0, section 3).
enum Records {
    static func record(_ type: UInt8, id: UInt16 = 1, _ content: [UInt8] = [], version: UInt8 = 1)
        -> [UInt8]
    {
        let count = UInt16(content.count)
        return [
            version, type, UInt8(id >> 8), UInt8(id & 255), UInt8(count >> 8), UInt8(count & 255),
            0, 0,
        ] + content
    }

    static func begin(role: UInt8 = 1, keep: Bool = false) -> [UInt8] {
        record(1, [0, role, keep ? 1 : 0, 0, 0, 0, 0, 0])
    }

    static func pair(_ name: String, _ value: String) -> [UInt8] {
        [UInt8(name.utf8.count), UInt8(value.utf8.count)] + Array((name + value).utf8)
    }

    static let endOfParameters = record(4)
    static let endOfBody = record(5)

    /// A whole POST with a body.
    static func post(_ body: [UInt8]) -> [UInt8] {
        let parameters =
            pair("REQUEST_METHOD", "POST") + pair("REQUEST_URI", "/hooks/abc")
            + pair("CONTENT_LENGTH", String(body.count))
        return begin() + record(4, parameters) + endOfParameters + record(5, body) + endOfBody
    }
}
