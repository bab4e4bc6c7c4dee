internal import CMalloc

/// glibc gives each thread a pool of memory of its own, which keeps what the thread has let go of.
package enum MemoryPools {
    /// Lets so many threads at most have one, and the others share theirs. Pools that are there
    /// already stay: this comes before any thread.
    package static func limit(to count: Int) {
        _ = mallopt(M_ARENA_MAX, Int32(clamping: count))
    }

    /// Bytes that the process has taken, of all pools and beside them.
    package static var bytesInUse: Int {
        let info = mallinfo2()
        return Int(clamping: info.uordblks) + Int(clamping: info.hblkhd)
    }

    /// Gives every page that nothing lies on back to the machine, and holds up who wants memory
    /// meanwhile. By itself glibc gives back only what is on top of a pool: one small thing that
    /// lives on above keeps all that lies below.
    package static func giveBack() {
        _ = malloc_trim(0)
    }
}
