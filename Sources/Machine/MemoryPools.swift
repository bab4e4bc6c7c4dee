internal import CMalloc

/// glibc gives each thread a pool of memory of its own, which keeps what the thread has let go of.
package enum MemoryPools {
    /// Lets so many threads at most have one, and the others share theirs. Pools that are there
    /// already stay: this comes before any thread.
    package static func limit(to count: Int) {
        _ = mallopt(M_ARENA_MAX, Int32(clamping: count))
    }
}
