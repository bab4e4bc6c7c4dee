internal import Glibc

/// A new file that gets its name only when it is whole: whoever sees the name sees all of it.
///
/// Until then it lies beside, with `.part` at its end. A file that is there already is never
/// written over.
package final class DraftFile {
    let descriptor: Int32
    /// Where it lies until it is published.
    package let draft: String
    private let path: String
    private var isPublished = false

    /// Only its owner may read it.
    package init(path: String) throws(MachineFault) {
        guard unsafe access(path, F_OK) != 0 else { throw DraftFile.exists(path) }
        self.path = path
        draft = path + ".part"
        descriptor = unsafe open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        if descriptor < 0, errno == EEXIST {
            throw MachineFault(
                "\(draft) is there: another one is being written, or was interrupted; "
                    + "in that case remove it"
            )
        }
        guard descriptor >= 0 else { throw MachineFault(system: "make \(draft)") }
    }

    deinit {
        close(descriptor)
        if !isPublished { unsafe unlink(draft) }
    }

    /// How many bytes have been written.
    package var size: Int {
        var status = stat()
        return unsafe fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
    }

    /// Writes all of the bytes behind what is there, or throws.
    package func write(_ bytes: [UInt8]) throws(MachineFault) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { buffer in
                unsafe Glibc.write(descriptor, buffer.baseAddress, buffer.count)
            }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if count == 0 || errno != EINTR {
                throw MachineFault(system: "write \(draft)")
            }
        }
    }

    /// Gives the file its name, once it is on the disk.
    package func publish() throws(MachineFault) {
        guard fsync(descriptor) == 0 else { throw MachineFault(system: "write \(draft)") }
        guard unsafe link(draft, path) == 0 else {
            if errno == EEXIST { throw DraftFile.exists(path) }
            throw MachineFault(system: "name \(path)")
        }
        isPublished = true
        unsafe unlink(draft)
        // The name has to outlive a power cut as well.
        let folder = path.contains("/") ? String(path[..<path.lastSlash]) + "/" : "."
        let directory = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        if directory >= 0 {
            fsync(directory)
            close(directory)
        }
    }

    private static func exists(_ path: String) -> MachineFault {
        MachineFault("\(path) is there already, and is not written over")
    }
}

extension String {
    fileprivate var lastSlash: Index { lastIndex(of: "/") ?? startIndex }
}
