internal import CFastCGI
internal import Glibc

/// A file in memory in which a worker thread hands a whole request to libfcgi.
///
/// libfcgi reads from a descriptor and waits where there is nothing; a file is always ready. What
/// an earlier request left behind the end is never read: the gate lets only whole requests pass,
/// and libfcgi stops at their end.
final class Tray {
    private(set) var descriptor: Int32 = -1

    deinit {
        close(descriptor)
    }

    /// Lays out the bytes for reading from the start.
    func fill(with bytes: [UInt8]) throws(SystemFault) {
        if descriptor < 0 {
            descriptor = unsafe memfd_create("waymark-request", UInt32(MFD_CLOEXEC))
        }
        let written = unsafe pwrite(descriptor, bytes, bytes.count, 0)
        guard written == bytes.count, lseek(descriptor, 0, SEEK_SET) == 0 else {
            throw SystemFault("keep a request of \(bytes.count) bytes in memory")
        }
    }

    /// Gives back the memory of a large request.
    func shrink(after count: Int) {
        let usual = 256 * 1024
        if count > usual { _ = ftruncate(descriptor, off_t(usual)) }
    }

    /// Notes that libfcgi closed the descriptor.
    func forget() {
        descriptor = -1
    }
}
