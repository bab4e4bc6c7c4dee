internal import Glibc

/// An open file, closed when nobody holds it any more. Its lock goes with it.
final class Descriptor {
    private let number: Int32

    /// Opens a file, which is made where it is missing.
    convenience init(making path: String) throws(SpoolFault) {
        try self.init(path, O_RDWR | O_CREAT)
    }

    /// Opens a file that is there.
    convenience init(opening path: String) throws(SpoolFault) {
        try self.init(path, O_RDWR)
    }

    private init(_ path: String, _ flags: Int32) throws(SpoolFault) {
        number = unsafe open(path, flags | O_CLOEXEC, 0o600)
        guard number >= 0 else { throw SpoolFault(system: "open \(path)") }
    }

    /// Closing alone leaves the lock to a child that another thread has just forked, until it becomes
    /// its program.
    deinit {
        flock(number, LOCK_UN)
        close(number)
    }

    /// Takes the file for this process alone; false where another one has it.
    func lock() -> Bool {
        flock(number, LOCK_EX | LOCK_NB) == 0
    }

    func status() throws(SpoolFault) -> (size: Int, links: Int) {
        var status = stat()
        guard unsafe fstat(number, &status) == 0 else { throw SpoolFault(system: "look at") }
        return (Int(status.st_size), Int(status.st_nlink))
    }

    /// Writes all of it, or throws.
    func write(_ bytes: [UInt8], at place: Int) throws(SpoolFault) {
        var done = 0
        while done < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { buffer in
                unsafe pwrite(
                    number,
                    buffer.baseAddress?.advanced(by: done),
                    buffer.count - done,
                    off_t(place + done)
                )
            }
            if count > 0 {
                done += count
            } else if count == 0 || errno != EINTR {
                throw SpoolFault(system: "write")
            }
        }
    }

    /// Up to so many bytes; fewer only where the file ends.
    func read(_ count: Int, at place: Int) throws(SpoolFault) -> [UInt8] {
        var fault: SpoolFault?
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count {
                let got = unsafe pread(
                    number,
                    buffer.baseAddress?.advanced(by: filled),
                    count - filled,
                    off_t(place + filled)
                )
                if got > 0 {
                    filled += got
                } else if got == 0 {
                    return
                } else if errno != EINTR {
                    fault = SpoolFault(system: "read")
                    return
                }
            }
        }
        if let fault { throw fault }
        return bytes
    }

    func cut(to size: Int) throws(SpoolFault) {
        guard ftruncate(number, off_t(size)) == 0 else { throw SpoolFault(system: "cut") }
    }

    /// Returns when what was written survives a power cut.
    func sync() throws(SpoolFault) {
        guard fdatasync(number) == 0 else { throw SpoolFault(system: "fsync") }
    }
}
