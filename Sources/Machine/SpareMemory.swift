/// Gives back to the machine what a burst has left behind, and leaves alone what is taken again
/// and again.
package struct SpareMemory {
    /// Less than this is not worth holding anybody up.
    private static let tolerableBytes = 8 << 20

    /// The least that has been spare since something was last given back: programs, stacks and
    /// what the pools need to be quick.
    private var leastBytes = Int.max

    package init() {}

    /// Looks once, as it should every few seconds; gives back where much more is spare than was.
    package mutating func look() {
        let bytes = SpareMemory.bytes
        leastBytes = min(leastBytes, bytes)
        guard bytes - leastBytes > SpareMemory.tolerableBytes else { return }
        MemoryPools.giveBack()
        leastBytes = SpareMemory.bytes
    }

    /// What the machine has given to this process and nobody in it uses.
    private static var bytes: Int { ProcessUse().residentBytes - MemoryPools.bytesInUse }
}
