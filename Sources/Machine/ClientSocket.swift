internal import Glibc

/// A connection that this program opens to a server on this machine or its network.
final class ClientSocket {
    private let descriptor: Int32

    /// Connects to the first address of the host that answers in time.
    init(host: String, port: Int, timeout: Duration) throws(MachineFault) {
        var hints = unsafe addrinfo()
        unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        let failure = unsafe getaddrinfo(host, String(port), &hints, &list)
        guard failure == 0 else {
            throw MachineFault("\(host) is not the name of a host")
        }
        defer { unsafe freeaddrinfo(list) }
        var refusal = MachineFault("\(host) has no address")
        var next = unsafe list
        while let address = unsafe next {
            do {
                descriptor = try unsafe Self.connect(
                    to: address.pointee,
                    "\(host):\(port)",
                    timeout
                )
                return
            } catch {
                refusal = error
            }
            unsafe next = address.pointee.ai_next
        }
        throw refusal
    }

    /// Connects to a unix socket.
    init(path: String) throws(MachineFault) {
        var address = sockaddr_un()
        let capacity = MemoryLayout.size(ofValue: address.sun_path)
        guard path.utf8.count < capacity else {
            throw MachineFault("\(path) is longer than the address of a socket may be")
        }
        address.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { target in
            unsafe target.copyBytes(from: path.utf8)
        }
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw MachineFault(system: "make a socket") }
        let size = socklen_t(MemoryLayout<sockaddr_un>.size)
        let result = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                unsafe Glibc.connect(descriptor, pointer, size)
            }
        }
        guard result == 0 else { throw MachineFault(system: "connect to \(path)") }
    }

    deinit {
        close(descriptor)
    }

    func write(_ bytes: [UInt8]) throws(MachineFault) {
        guard Descriptor.write(bytes, to: descriptor) else { throw MachineFault(system: "write") }
    }

    /// What has come in; empty when the other end has closed.
    func read() throws(MachineFault) -> [UInt8] {
        while true {
            var count = 0
            let bytes = unsafe [UInt8](unsafeUninitializedCapacity: 16_384) { buffer, filled in
                count = unsafe Glibc.read(descriptor, buffer.baseAddress, buffer.count)
                filled = max(0, count)
            }
            if count >= 0 { return bytes }
            guard errno == EINTR else { throw MachineFault(system: "read") }
        }
    }

    private static func connect(
        to address: addrinfo,
        _ name: String,
        _ timeout: Duration
    ) throws(MachineFault) -> Int32 {
        let descriptor = unsafe socket(address.ai_family, address.ai_socktype, address.ai_protocol)
        guard descriptor >= 0 else { throw MachineFault(system: "make a socket") }
        var limit = timeval(tv_sec: Int(timeout.components.seconds), tv_usec: 0)
        let size = socklen_t(MemoryLayout<timeval>.size)
        // On Linux the time limit for writing is that for connecting as well.
        for option in [SO_SNDTIMEO, SO_RCVTIMEO] {
            unsafe setsockopt(descriptor, SOL_SOCKET, option, &limit, size)
        }
        var atOnce: Int32 = 1
        let flagSize = socklen_t(MemoryLayout<Int32>.size)
        unsafe setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &atOnce, flagSize)
        guard unsafe Glibc.connect(descriptor, address.ai_addr, address.ai_addrlen) == 0 else {
            let fault = MachineFault(system: "connect to \(name)")
            close(descriptor)
            throw fault
        }
        return descriptor
    }
}
