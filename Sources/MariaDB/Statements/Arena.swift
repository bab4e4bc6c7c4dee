/// The memory that bound values lie in, from binding until the statement has run.
@safe
struct Arena: ~Copyable {
    private var blocks: [UnsafeMutableRawPointer] = unsafe []
    private var capacity = 0
    private var used = 0

    deinit {
        unsafe blocks.forEach { unsafe $0.deallocate() }
    }

    /// Room for `count` elements, zeroed, at an address that stays until the arena goes.
    mutating func room<T: BitwiseCopyable>(
        for count: Int = 1,
        of type: T.Type
    ) -> UnsafeMutablePointer<T> {
        let size = count * MemoryLayout<T>.stride
        let room = unsafe reserve(size)
        unsafe room.initializeMemory(as: UInt8.self, repeating: 0, count: size)
        return unsafe room.assumingMemoryBound(to: T.self)
    }

    /// A copy of the bytes.
    mutating func place(_ bytes: UnsafeRawBufferPointer) -> UnsafeMutableRawPointer {
        let room = unsafe reserve(bytes.count)
        if let source = bytes.baseAddress {
            unsafe room.copyMemory(from: source, byteCount: bytes.count)
        }
        return unsafe room
    }

    /// Eight bytes are kept even for nothing, so that an empty text has an address.
    private mutating func reserve(_ count: Int) -> UnsafeMutableRawPointer {
        let rounded = max(8, (count + 7) & ~7)
        defer { used += rounded }
        if let block = unsafe blocks.last, capacity - used >= rounded {
            return unsafe block + used
        }
        capacity = max(rounded, min(max(512, capacity * 2), 1 << 16))
        used = 0
        let block = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 8)
        unsafe blocks.append(block)
        return unsafe block
    }
}
