import Cryptography
import Testing

struct RunningDigestTests {
    @Test func `pieces hash like the whole`() {
        let bytes = (0..<1_000).map { UInt8(truncatingIfNeeded: $0) }
        let digest = RunningDigest()
        digest.add(bytes[..<1])
        digest.add([UInt8]())
        digest.add(bytes[1..<700])
        digest.add(bytes[700...].lazy.map { $0 })
        #expect(digest.finish() == Digest.sha256.hash(bytes))
        #expect(RunningDigest().finish() == Digest.sha256.hash([]))
    }
}
