import Glibc
import Testing

@testable import Machine

/// Looks at the very pages of a burst, because other tests take and let go of memory meanwhile.
struct MemoryPoolsTests {
    private static let pieceBytes = 16 << 10
    private static let burstBytes = 256 << 20
    private static let pageBytes = 4 << 10

    @Test
    func `what a burst has left is given back, though something above it lives on`() {
        var memory = SpareMemory()
        memory.look()
        let burst = Burst()
        #expect(burst.residentBytes > Self.burstBytes / 2, "the last piece does not hold the rest")
        memory.look()
        #expect(burst.residentBytes < Self.burstBytes / 16)
        #expect(burst.last.count == Self.pieceBytes)
    }

    /// Took all of it in pieces, and let go of all but the last.
    private struct Burst {
        let last: [UInt8]
        /// Where the whole pages within the pieces begin.
        private let pages: [UInt]

        init() {
            var pieces = (0..<burstBytes / pieceBytes).map { _ in
                [UInt8](repeating: 1, count: pieceBytes)
            }
            pages = pieces.flatMap { piece in
                let start = unsafe piece.withUnsafeBytes { UInt(bitPattern: $0.baseAddress) }
                let first = (start + UInt(pageBytes) - 1) / UInt(pageBytes) * UInt(pageBytes)
                let end = start + UInt(pieceBytes)
                return stride(from: first, through: end - UInt(pageBytes), by: pageBytes)
            }
            last = pieces.removeLast()
        }

        /// How much of it the machine still holds; a page that is not even mapped counts as given.
        var residentBytes: Int {
            pages.count { page in
                var state: UInt8 = 0
                let answer = unsafe mincore(
                    UnsafeMutableRawPointer(bitPattern: page),
                    pageBytes,
                    &state
                )
                return answer == 0 && state & 1 == 1
            } * pageBytes
        }
    }
}
