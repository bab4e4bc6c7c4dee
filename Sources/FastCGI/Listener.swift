internal import Glibc

/// A listening unix socket.
///
/// An inherited one outlives the process: what connects during a restart waits in its queue for
/// the successor, so no request fails. One that is bound here ends with the process.
package final class Listener: Sendable {
    let descriptor: Int32

    /// Longer than any burst while a successor starts: nginx is refused (and its client gets 502)
    /// the moment the queue is full.
    private static let backlog: Int32 = 4096

    /// Takes over a socket that somebody else bound and listens on.
    package init(inherited descriptor: Int32) throws(SystemFault) {
        var isListening: Int32 = 0
        var length = socklen_t(MemoryLayout<Int32>.size)
        let result = unsafe getsockopt(
            descriptor,
            SOL_SOCKET,
            SO_ACCEPTCONN,
            &isListening,
            &length
        )
        guard result == 0, isListening != 0 else {
            throw SystemFault("take over descriptor \(descriptor) as a listening socket")
        }
        self.descriptor = descriptor
        try Self.prepare(descriptor)
    }

    /// Binds a socket at a path, in the place of one that is left over there.
    ///
    /// The socket gets its name only when its mode and group are right, so that there is no moment
    /// in which the front door is refused or a stranger is not.
    package init(path: String, mode: UInt32 = 0o660, group: String? = nil) throws(SystemFault) {
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw SystemFault("make a socket") }
        let draft = path + ".new"
        unsafe unlink(draft)
        try SocketAddress(path: draft).bind(descriptor)
        if let group { try Self.hand(draft, to: group) }
        guard unsafe chmod(draft, mode) == 0 else { throw SystemFault("set the mode of \(path)") }
        guard listen(descriptor, Self.backlog) == 0 else { throw SystemFault("listen on \(path)") }
        try Self.prepare(descriptor)
        guard unsafe rename(draft, path) == 0 else { throw SystemFault("name the socket \(path)") }
    }

    deinit {
        close(descriptor)
    }

    /// Takes the next connection that waits; nil when none does.
    func accept() throws(SystemFault) -> Int32? {
        let accepted = Glibc.accept(descriptor, nil, nil)
        guard accepted < 0 else {
            _ = fcntl(accepted, F_SETFD, FD_CLOEXEC)
            return accepted
        }
        switch errno {
        case EAGAIN, EINTR, ECONNABORTED: return nil
        default: throw SystemFault("accept a connection")
        }
    }

    private static func prepare(_ descriptor: Int32) throws(SystemFault) {
        let flags = fcntl(descriptor, F_GETFL)
        guard flags >= 0, fcntl(descriptor, F_SETFL, flags | O_NONBLOCK) == 0,
            fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0
        else { throw SystemFault("make a listening socket non-blocking") }
    }

    private static func hand(_ path: String, to group: String) throws(SystemFault) {
        guard let entry = unsafe getgrnam(group) else {
            throw SystemFault("find the group \(group)", code: ENOENT)
        }
        guard unsafe chown(path, uid_t.max, entry.pointee.gr_gid) == 0 else {
            throw SystemFault("hand \(path) to the group \(group)")
        }
    }
}
