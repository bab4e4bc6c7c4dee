import Testing

@testable import Machine

/// Looks at the memory of the whole process, in which other tests run: so it takes much.
struct MemoryPoolsTests {
    private static let pieceBytes = 16 << 10
    private static let burstBytes = 256 << 20
    /// What other tests may take or let go of meanwhile.
    private static let slackBytes = 64 << 20

    @Test
    func `what a burst has left is given back, though something above it lives on`() {
        var memory = SpareMemory()
        memory.look()
        let before = ProcessUse().residentBytes
        let last = lastOfBurst()
        let kept = ProcessUse().residentBytes - before
        #expect(kept > Self.burstBytes - Self.slackBytes, "the last piece does not hold the rest")
        memory.look()
        let left = ProcessUse().residentBytes - before
        #expect(left < Self.slackBytes)
        #expect(last.count == Self.pieceBytes)
    }

    /// Takes all of it in pieces and lets go of all but the last.
    private func lastOfBurst() -> [UInt8] {
        var pieces = (0..<Self.burstBytes / Self.pieceBytes).map { _ in
            [UInt8](repeating: 1, count: Self.pieceBytes)
        }
        return pieces.removeLast()
    }
}
