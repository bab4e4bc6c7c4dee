internal import Glibc

/// The address of a unix socket, as the system wants it.
struct SocketAddress {
    private var address = sockaddr_un()

    init(path: String) throws(SystemFault) {
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        let room = MemoryLayout.size(ofValue: address.sun_path) - 1
        guard bytes.count <= room else {
            throw SystemFault(
                "bind \(path), which is longer than \(room) bytes",
                code: ENAMETOOLONG
            )
        }
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { place in
            unsafe place.copyBytes(from: bytes)
        }
    }

    func bind(_ descriptor: Int32) throws(SystemFault) {
        let result = unsafe withUnsafePointer(to: address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                unsafe Glibc.bind(descriptor, generic, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard result == 0 else { throw SystemFault("bind a socket") }
    }
}
