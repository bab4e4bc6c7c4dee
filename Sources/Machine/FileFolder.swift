internal import Glibc

/// A folder of files that are written once, and read until they are thrown away.
package struct FileFolder: Sendable {
    package let path: String

    package init(path: String) {
        self.path = path
    }

    /// A new file, in the folder that is made where it is missing.
    package func draft(_ name: String) throws(MachineFault) -> DraftFile {
        guard unsafe mkdir(path, 0o700) == 0 || errno == EEXIST else {
            throw MachineFault(system: "make the folder \(path)")
        }
        return try DraftFile(path: "\(path)/\(name)")
    }

    /// A file that is there; nil where it is not.
    package func file(_ name: String) -> ReadOnlyFile? {
        ReadOnlyFile(path: "\(path)/\(name)")
    }

    package func remove(_ name: String) {
        unsafe unlink("\(path)/\(name)")
    }

    /// Throws away whatever begins so, half written files too.
    package func remove(beginning start: String) {
        for name in names where name.hasPrefix(start) { remove(name) }
    }

    /// Throws away what was written last before a time, in seconds since 1970; tells how many.
    package func sweep(before time: Int64) -> Int {
        names.filter { name in
            var status = stat()
            guard unsafe lstat("\(path)/\(name)", &status) == 0, status.isFile,
                Int64(status.st_mtim.tv_sec) < time
            else { return false }
            return unsafe unlink("\(path)/\(name)") == 0
        }.count
    }

    private var names: [String] {
        guard let stream = unsafe opendir(path) else { return [] }
        defer { unsafe closedir(stream) }
        var names: [String] = []
        while let entry = unsafe readdir(stream) {
            names.append(
                unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                    unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) { text in
                        unsafe String(cString: text)
                    }
                }
            )
        }
        return names
    }
}

/// An open file that is read from any place, by any thread.
package final class ReadOnlyFile: Sendable {
    package let size: Int
    private let descriptor: Int32

    init?(path: String) {
        descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        var status = stat()
        guard descriptor >= 0, unsafe fstat(descriptor, &status) == 0, status.isFile else {
            size = 0
            return nil
        }
        size = Int(status.st_size)
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// Up to so many bytes from a place on; none at the end, or where it cannot be read.
    package func read(_ count: Int, at place: Int) -> [UInt8] {
        unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            repeat {
                filled = unsafe pread(descriptor, buffer.baseAddress, count, off_t(place))
            } while filled < 0 && errno == EINTR
            filled = max(0, filled)
        }
    }
}

extension stat {
    fileprivate var isFile: Bool { st_mode & S_IFMT == S_IFREG }
}
