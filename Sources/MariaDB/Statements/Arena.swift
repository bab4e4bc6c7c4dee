/// The memory that bound values lie in, from binding until the statement has run.
@safe
struct Arena: ~Copyable {
    private var blocks: [UnsafeMutableRawBufferPointer] = unsafe []
    private var used = 0

    deinit {
        unsafe blocks.forEach { unsafe $0.deallocate() }
    }

    /// Room for `count` elements, zeroed, at an address that stays until the arena goes.
    mutating func room<T: BitwiseCopyable>(
        for count: Int = 1,
        of type: T.Type
    ) -> UnsafeMutablePointer<T> {
        let bytes = unsafe reserve(count * MemoryLayout<T>.stride)
        unsafe bytes.initializeMemory(as: UInt8.self, repeating: 0)
        return unsafe bytes.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: T.self)
    }

    /// A copy of the bytes.
    mutating func place(_ bytes: UnsafeRawBufferPointer) -> UnsafeMutableRawPointer {
        let room = unsafe reserve(bytes.count)
        unsafe room.copyMemory(from: bytes)
        return unsafe room.baseAddress.unsafelyUnwrapped
    }

    /// Eight bytes are kept even for nothing, so that an empty text has an address.
    private mutating func reserve(_ count: Int) -> UnsafeMutableRawBufferPointer {
        let rounded = max(8, (count + 7) & ~7)
        let capacity = unsafe blocks.last?.count ?? 0
        if capacity - used < rounded {
            let size = max(rounded, min(max(512, capacity * 2), 1 << 16))
            unsafe blocks.append(.allocate(byteCount: size, alignment: 8))
            used = 0
        }
        let current = unsafe blocks[blocks.count - 1]
        defer { used += rounded }
        return unsafe UnsafeMutableRawBufferPointer(rebasing: current[used..<used + count])
    }
}
