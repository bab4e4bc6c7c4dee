internal import Glibc

/// What this process takes of the machine now, as the kernel counts it.
package struct ProcessUse: Sendable {
    package let residentBytes: Int
    /// Processor time of all threads.
    package let processorSeconds: Double
    package let openFiles: Int

    /// Reads /proc; zeros where there is none.
    package init() {
        let pages = ProcessUse.words(of: "/proc/self/statm").dropFirst().first ?? 0
        residentBytes = pages * sysconf(Int32(_SC_PAGESIZE))
        var usage = rusage()
        unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        processorSeconds = [usage.ru_utime, usage.ru_stime].reduce(0) { sum, time in
            sum + Double(time.tv_sec) + Double(time.tv_usec) / 1_000_000
        }
        openFiles = ProcessUse.entries(of: "/proc/self/fd")
    }

    private static func words(of path: String) -> [Int] {
        let file = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return [] }
        defer { close(file) }
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: 256) { buffer, count in
            count = unsafe max(0, read(file, buffer.baseAddress, buffer.count))
        }
        return String(decoding: bytes, as: UTF8.self).split(separator: " ").compactMap { Int($0) }
    }

    /// Without the folder itself, its parent, and the descriptor that reads it.
    private static func entries(of path: String) -> Int {
        guard let folder = unsafe opendir(path) else { return 0 }
        defer { unsafe closedir(folder) }
        var count = -3
        while unsafe readdir(folder) != nil { count += 1 }
        return max(0, count)
    }
}
