import Domain
import Storage
import Synchronization
import Testing

struct IdentifierSourceTests {
    private enum Thing {}

    @Test func `ids rise, within one millisecond and over a clock that is set back`() {
        let clock = Mutex(Instant(seconds: 1_790_000_000))
        let source = IdentifierSource(node: 5) { clock.withLock { $0 } }
        var last: Identifier<Thing> = source.next()
        for step in 0..<10_000 {
            if step == 5_000 { clock.withLock { $0 = $0 - .hours(1) } }
            let next: Identifier<Thing> = source.next()
            #expect(next > last)
            last = next
        }
    }

    @Test func `two processes never make the same id`() {
        let now = Instant(seconds: 1_790_000_000)
        let sources = [3, 4].map { node in IdentifierSource(node: node) { now } }
        let ids = sources.flatMap { source in
            (0..<5_000).map { _ in source.next() as Identifier<Thing> }
        }
        #expect(Set(ids).count == ids.count)
    }

    @Test func `a bound lies beyond every id made up to its time`() {
        let now = Instant(seconds: 1_790_000_000)
        let id: Identifier<Thing> = IdentifierSource(node: 1_023) { now }.next()
        #expect(id.number < IdentifierSource.bound(now))
        #expect(id.number > IdentifierSource.bound(now - .minutes(2)))
        #expect(id.number > IdentifierSource.floor(now))
        #expect(id.number < IdentifierSource.floor(now + .minutes(2)))
    }

    /// 1970, the year 2120, and the last second that a DATETIME can tell.
    @Test func `times that ids cannot have lie before and behind all of them`() {
        let id: Identifier<Thing> = IdentifierSource(node: 0) { Instant(seconds: 1_790_000_000) }
            .next()
        #expect(id.number > IdentifierSource.bound(Instant(seconds: 0)))
        #expect(id.number > IdentifierSource.floor(Instant(seconds: 0)))
        for far in [4_733_510_400, 253_402_300_799] {
            #expect(id.number < IdentifierSource.bound(Instant(seconds: Int64(far))))
            #expect(id.number < IdentifierSource.floor(Instant(seconds: Int64(far))))
        }
    }
}
