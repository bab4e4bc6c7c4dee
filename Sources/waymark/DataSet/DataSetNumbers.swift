internal import Domain

/// The numbers of a data set's rows: they rise with time, as those of an IdentifierSource do, and
/// are the same at every run.
enum DataSetNumbers {
    /// 2025-01-01T00:00:00Z, in milliseconds since 1970.
    private static let epoch: Int64 = 1_735_689_600_000
    private static let countBits: Int64 = 22

    /// The earliest end of a data set whose rows all have numbers.
    static let earliestEnd = Instant(microseconds: epoch * 1_000) + DataSetPlan.span + .days(1)

    /// A further number for the same thing, a millisecond later: no other thing's.
    static func later(_ number: Int64) -> Int64 { number + 1 << countBits }

    /// - Parameter count: tells apart what happens in one millisecond.
    static func number(at time: Instant, _ count: Int) -> Int64 {
        let milliseconds = time.microseconds / 1_000 - epoch
        return milliseconds << countBits | Int64(count) & (1 << countBits - 1)
    }
}
