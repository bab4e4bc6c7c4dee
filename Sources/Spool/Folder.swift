internal import Glibc

/// The folder of the spool.
struct Folder {
    let path: String

    /// Makes the folder where it is missing, so that it survives a power cut.
    func make() throws(SpoolFault) {
        if unsafe mkdir(path, 0o700) == 0 {
            try Folder.sync("\(path)/..")
        } else if errno != EEXIST {
            throw SpoolFault(system: "make the folder \(path)")
        }
    }

    func path(of name: String) -> String { "\(path)/\(name)" }

    /// The names with this ending, in order.
    func names(ending: String) throws(SpoolFault) -> [String] {
        guard let stream = unsafe opendir(path) else {
            throw SpoolFault(system: "open the folder \(path)")
        }
        defer { unsafe closedir(stream) }
        var names: [String] = []
        while let entry = unsafe readdir(stream) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) { text in
                    unsafe String(cString: text)
                }
            }
            if name.hasSuffix(ending) { names.append(name) }
        }
        return names.sorted()
    }

    func rename(_ name: String, to other: String) throws(SpoolFault) {
        guard unsafe Glibc.rename(path(of: name), path(of: other)) == 0 else {
            throw SpoolFault(system: "rename \(name)")
        }
        try Folder.sync(path)
    }

    func remove(_ name: String) {
        unsafe unlink(path(of: name))
    }

    /// Returns when the names in a folder are on disk as well.
    private static func sync(_ path: String) throws(SpoolFault) {
        let folder = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw SpoolFault(system: "open the folder \(path)") }
        defer { close(folder) }
        guard fsync(folder) == 0 else { throw SpoolFault(system: "fsync the folder \(path)") }
    }
}
